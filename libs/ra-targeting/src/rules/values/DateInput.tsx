import { TextField } from '@mui/material';
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

/** A whole day, or an instant; instants are given in UTC, as the rules keep them. */
export function DateInput({ label, value, onChange, instants }: DateInputProps) {
  const translate = useTranslate();
  const text = typeof value === 'string' ? value : '';
  const precise = isInstant(value);
  const toggle = (kind: string) => {
    const day = text.slice(0, 10);
    onChange(day === '' ? undefined : kind === 'instant' ? `${day}T00:00:00Z` : day);
  };
  return (
    <>
      <TextField
        type={precise ? 'datetime-local' : 'date'}
        variant="outlined"
        fullWidth={false}
        size="small"
        margin="none"
        value={precise ? text.slice(0, 16) : text.slice(0, 10)}
        onChange={({ target }) =>
          onChange(target.value === '' ? undefined : precise ? `${target.value}:00Z` : target.value)
        }
        slotProps={{ htmlInput: { 'aria-label': label } }}
        sx={{ flexShrink: 0 }}
      />
      {instants && text !== '' && (
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
