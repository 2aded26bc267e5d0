import ExpandMore from '@mui/icons-material/ExpandMore';
import PersonOutlined from '@mui/icons-material/PersonOutlined';
import { Accordion, AccordionDetails, AccordionSummary, Box, Typography } from '@mui/material';
import { useState } from 'react';
import { type Identifier, useTranslate } from 'react-admin';
import { useFormState, useWatch } from 'react-hook-form';
import type { SegmentTests } from '../../data-provider/history-types.js';
import type { SegmentPreview } from '../../data-provider/types.js';
import { PickedInput } from '../../picking/PickedInput.js';
import type { LiveAnswer } from '../../ui/use-live-answer.js';
import { PinVerdict } from './PinVerdict.js';
import { SaveAnyway } from './SaveAnyway.js';
import { SizeTest } from './SizeTest.js';
import { countOf } from './tests.js';

interface TestsInputProps {
  conditions: unknown;
  /** Of the saved segment that the rules are of. */
  segmentId?: Identifier;
  preview: LiveAnswer<SegmentPreview>;
}

/** What has to hold of the rules: who must be in, who must not, how many; and whether it does. */
export function TestsInput({ conditions, segmentId, preview }: TestsInputProps) {
  const translate = useTranslate();
  const tests = useWatch<Record<string, SegmentTests | null>>({ name: 'tests' });
  const count = countOf(tests ?? {});
  const { errors } = useFormState({ name: 'tests' });
  const isRefused = errors['tests'] !== undefined;
  const [isOpen, setOpen] = useState(count > 0);
  return (
    <Accordion
      variant="outlined"
      disableGutters
      expanded={isOpen || isRefused}
      onChange={(_event, open) => setOpen(open)}
      sx={{ '&&': { borderRadius: 1 }, '&::before': { display: 'none' } }}
    >
      <AccordionSummary expandIcon={<ExpandMore />} sx={{ px: 2.5 }}>
        <Typography variant="h2" component="span" sx={{ mr: 1.5 }}>
          {translate('targeting.tests.title')}
        </Typography>
        <Typography variant="body2" component="span" color="textSecondary" sx={{ alignSelf: 'center' }}>
          {translate(`targeting.tests.${count > 0 ? 'count' : 'none'}`, { smart_count: count })}
        </Typography>
      </AccordionSummary>
      <AccordionDetails sx={{ px: 2.5, pt: 0, display: 'grid', gap: 2 }}>
        <Typography variant="body2" color="textSecondary" sx={{ maxWidth: '70ch' }}>
          {translate('targeting.tests.hint')}
        </Typography>
        {isRefused && <SaveAnyway />}
        <Box sx={{ display: 'grid', gap: 2 }}>
          {(['include', 'exclude'] as const).map((side) => (
            <div key={side}>
              <Typography variant="h3" sx={{ mb: 0.5 }}>
                {translate(`targeting.tests.${side}`)}
              </Typography>
              <PickedInput
                source={`tests.${side}`}
                reference="customers"
                kind="targeting.kind.customer"
                label={`targeting.tests.add${side === 'include' ? 'Include' : 'Exclude'}`}
                icon={<PersonOutlined />}
                end={(customerId) => (
                  <PinVerdict {...{ conditions, segmentId, customerId }} mustBeIn={side === 'include'} />
                )}
              />
            </div>
          ))}
        </Box>
        <div>
          <Typography variant="h3">{translate('targeting.tests.size')}</Typography>
          <SizeTest preview={preview} />
        </div>
      </AccordionDetails>
    </Accordion>
  );
}
