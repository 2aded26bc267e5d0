import { Box, Chip, Radio, RadioGroup, Typography } from '@mui/material';
import { useId } from 'react';
import { useTranslate } from 'react-admin';
import type { Versioned } from './fields.js';
import { FieldWords } from './FieldWords.js';
import type { Difference, Side } from './three-way.js';

interface DifferenceChoiceProps {
  resource: Versioned;
  difference: Difference;
  side: Side;
  onChoose: (side: Side) => void;
}

const sides: Side[] = ['theirs', 'mine'];

/** A field as the others have saved it and as the form has it, side by side, to take one of them. */
export function DifferenceChoice({ resource, difference, side, onChoose }: DifferenceChoiceProps) {
  const translate = useTranslate();
  const id = useId();
  const { field, before, changedBy } = difference;
  return (
    <Box component="section" aria-labelledby={id} sx={{ py: 1.5, borderTop: 1, borderColor: 'divider' }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mb: 0.5 }}>
        <Typography id={id} variant="h4" component="h4">
          {translate(`resources.${resource}.fields.${field}`)}
        </Typography>
        <Chip
          size="small"
          variant={changedBy === 'both' ? 'filled' : 'outlined'}
          color={changedBy === 'both' ? 'warning' : 'default'}
          label={translate(`targeting.merge.changedBy.${changedBy}`)}
        />
      </Box>
      <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', mb: 1 }}>
        {translate('targeting.merge.before')}{' '}
        <FieldWords resource={resource} field={field} value={before} short />
      </Box>
      <RadioGroup
        aria-labelledby={id}
        value={side}
        onChange={(_event, chosen) => onChoose(chosen as Side)}
        sx={{ display: 'grid', gap: 1, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}
      >
        {sides.map((each) => (
          <Box key={each} component="label" sx={card(each === side)}>
            <Radio value={each} size="small" sx={{ p: 0, mt: 0.25 }} />
            <Box sx={{ minWidth: 0 }}>
              <Typography variant="caption" color="textSecondary" sx={{ display: 'block' }}>
                {translate(`targeting.merge.${each}`)}
              </Typography>
              <FieldWords resource={resource} field={field} value={difference[each]} />
            </Box>
          </Box>
        ))}
      </RadioGroup>
    </Box>
  );
}

const card = (isChosen: boolean) => ({
  display: 'flex',
  gap: 1,
  alignItems: 'flex-start',
  p: 1.25,
  border: 1,
  borderColor: isChosen ? 'primary.main' : 'divider',
  borderRadius: 1,
  bgcolor: isChosen ? 'action.selected' : 'transparent',
  cursor: 'pointer',
  fontSize: '0.875rem',
  overflowWrap: 'anywhere',
});
