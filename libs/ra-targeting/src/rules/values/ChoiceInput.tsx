import { TextField } from '@mui/material';

export interface Choice {
  id: string;
  name: string;
}

interface ChoiceInputProps {
  label: string;
  value: string | undefined;
  choices: readonly Choice[];
  onChange: (value: string) => void;
}

/** A short choice: the browser's own select, quick by keyboard and right on a phone. */
export const ChoiceInput = ({ label, value, choices, onChange }: ChoiceInputProps) => (
  <TextField
    select
    variant="outlined"
    fullWidth={false}
    size="small"
    margin="none"
    value={value ?? ''}
    onChange={(event) => onChange(event.target.value)}
    slotProps={{ select: { native: true }, htmlInput: { 'aria-label': label } }}
    // As wide as what is chosen, where the browser can.
    sx={{ flexShrink: 0, maxWidth: 1, '& select': { fieldSizing: 'content' } }}
  >
    {value === undefined && <option value="" />}
    {choices.map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    ))}
  </TextField>
);
