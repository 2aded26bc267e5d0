import { TextField } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { ChoiceInput } from './ChoiceInput.js';

interface DateInputProps {
  label: string;
  value: unknown;
  onChange: (value: string | undefined) => void;
  /** Whether an instant can be given in place of a day. */
  instants?: boolean;
}

const isInstant = (value: unknown) => typeof value === 'string' && value.includes('T');

/** As the input has it: in UTC, to the second where there are seconds. */
function inUtc(text: string): string {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) return text;
  const iso = instant.toISOString();
  return iso.slice(0, instant.getUTCSeconds() === 0 ? 16 : 19);
}

const written = (utc: string) => (utc.length === 16 ? `${utc}:00Z` : `${utc}Z`);

/** A whole day, or an instant; instants are given in UTC, as the rules keep them. */
export function DateInput({ label, value, onChange, instants }: DateInputProps) {
  const translate = useTranslate();
  const text = typeof value === 'string' ? value : '';
  // Kept while there is no value: which one is wanted may be said first, and a part that is deleted is typed anew.
  const [isPrecise, setPrecise] = useState(isInstant(value));
  const precise = text === '' ? isPrecise : isInstant(value);
  const toggle = (kind: string) => {
    setPrecise(kind === 'instant');
    const day = (precise ? inUtc(text) : text).slice(0, 10);
    if (day !== '') onChange(kind === 'instant' ? `${day}T00:00:00Z` : day);
  };
  const change = (entered: string) => {
    setPrecise(precise);
    onChange(entered === '' ? undefined : precise ? written(entered) : entered);
  };
  return (
    <>
      <TextField
        type={precise ? 'datetime-local' : 'date'}
        variant="outlined"
        fullWidth={false}
        size="small"
        margin="none"
        value={precise ? inUtc(text) : text.slice(0, 10)}
        onChange={({ target }) => change(target.value)}
        slotProps={{ htmlInput: { 'aria-label': label } }}
        sx={{ flexShrink: 0 }}
      />
      {instants && (
        <ChoiceInput
          label={translate('targeting.rules.value.unit')}
          value={precise ? 'instant' : 'day'}
          choices={[
            { id: 'day', name: translate('targeting.rules.value.dayOnly') },
            { id: 'instant', name: translate('targeting.rules.value.withTime') },
          ]}
          onChange={toggle}
        />
      )}
    </>
  );
}
