import { Box, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { useInput, useTranslate } from 'react-admin';
import type { Segment } from '../data-provider/types.js';
import { HelpButton } from '../help/HelpButton.js';

const types = ['dynamic', 'static'] as const;

/** Whether a new segment follows rules or is a fixed list; that stays. */
export function SegmentTypeInput() {
  const translate = useTranslate();
  const { field } = useInput<Segment['segment_type']>({ source: 'segment_type' });
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center', width: 1, mt: 1, mb: 1.5 }}>
      <ToggleButtonGroup
        exclusive
        size="small"
        color="primary"
        value={field.value}
        aria-label={translate('resources.segments.fields.segment_type')}
        onChange={(_event, type: string | null) => type && field.onChange(type)}
      >
        {types.map((type) => (
          <ToggleButton key={type} value={type} sx={{ px: 1.5, py: 0.5, textTransform: 'none' }}>
            {translate(`targeting.segments.type.${type}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <Typography variant="body2" color="textSecondary">
        {translate(`targeting.segments.typeHint.${field.value as string}`)}
      </Typography>
      <Box sx={{ ml: 'auto' }}>
        <HelpButton withLabel />
      </Box>
    </Box>
  );
}
