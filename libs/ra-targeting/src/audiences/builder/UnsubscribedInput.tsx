import { Box, FormControlLabel, Switch } from '@mui/material';
import { useInput, useTranslate } from 'react-admin';
import { ExclusionNumber } from './LineNumbers.js';

export function UnsubscribedInput() {
  const translate = useTranslate();
  const { field } = useInput<{ id: number }>({ source: 'exclude_unsubscribed', defaultValue: true });
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 1 }}>
      <FormControlLabel
        control={<Switch checked={field.value !== false} onChange={(_, isOn) => field.onChange(isOn)} />}
        label={translate('targeting.builder.unsubscribed')}
        slotProps={{ typography: { variant: 'body2' } }}
      />
      <ExclusionNumber kind="unsubscribed" />
    </Box>
  );
}
