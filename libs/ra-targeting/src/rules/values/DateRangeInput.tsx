import { Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { DateInput } from './DateInput.js';

interface DateRangeInputProps {
  value: unknown;
  onChange: (value: unknown[]) => void;
}

/** Two days or two instants, both included. */
export function DateRangeInput({ value, onChange }: DateRangeInputProps) {
  const translate = useTranslate();
  const [low, high] = Array.isArray(value) ? (value as unknown[]) : [];
  return (
    <>
      <DateInput
        label={translate('targeting.rules.value.low')}
        value={low}
        onChange={(changed) => onChange([changed ?? null, high ?? null])}
        instants
      />
      <Typography component="span" variant="body2" color="textSecondary">
        {translate('targeting.rules.value.and')}
      </Typography>
      <DateInput
        label={translate('targeting.rules.value.high')}
        value={high}
        onChange={(changed) => onChange([low ?? null, changed ?? null])}
        instants
      />
    </>
  );
}
