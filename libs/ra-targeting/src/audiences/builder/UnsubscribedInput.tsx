import { Box, FormControlLabel, Switch } from '@mui/material';
import { useInput, useTranslate } from 'react-admin';
import { LineHint } from './LineHint.js';
import { ExclusionNumber } from './LineNumbers.js';

export function UnsubscribedInput() {
  const translate = useTranslate();
  const { field } = useInput<{ id: number }>({ source: 'exclude_unsubscribed', defaultValue: true });
  return (
    <Box
      data-path="exclude_unsubscribed"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        justifyContent: 'space-between',
        columnGap: 1,
      }}
    >
      <FormControlLabel
        control={<Switch checked={field.value !== false} onChange={(_, isOn) => field.onChange(isOn)} />}
        label={translate('targeting.builder.unsubscribed')}
        slotProps={{ typography: { variant: 'body2' } }}
      />
      <ExclusionNumber kind="unsubscribed" />
      <LineHint path="exclude_unsubscribed" />
    </Box>
  );
}
