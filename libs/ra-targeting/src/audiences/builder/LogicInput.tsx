import { Box, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { useId } from 'react';
import { useInput, useTranslate } from 'react-admin';
import { useWatch } from 'react-hook-form';

/** Whether one of the segments is enough. It only matters for more than one, but has its place, so that nothing jumps. */
export function LogicInput() {
  const translate = useTranslate();
  const id = useId();
  const { field } = useInput<{ id: number }>({ source: 'include_logic', defaultValue: 'OR' });
  const segments = useWatch<Record<string, number[] | undefined>>({ name: 'include_segments' });
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
      <Typography variant="body2" id={id}>
        {translate('targeting.builder.logic')}
      </Typography>
      <ToggleButtonGroup
        exclusive
        size="small"
        disabled={(segments?.length ?? 0) < 2}
        color="primary"
        value={field.value as string}
        aria-labelledby={id}
        onChange={(_, logic: string | null) => logic && field.onChange(logic)}
        sx={{ '& button': { textTransform: 'none', py: 0.4, px: 1.5 } }}
      >
        <ToggleButton value="OR">{translate('targeting.builder.any')}</ToggleButton>
        <ToggleButton value="AND">{translate('targeting.builder.all')}</ToggleButton>
      </ToggleButtonGroup>
    </Box>
  );
}
