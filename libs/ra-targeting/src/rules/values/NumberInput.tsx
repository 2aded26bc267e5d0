import { TextField } from '@mui/material';
import { useState } from 'react';

interface NumberInputProps {
  label: string;
  value: unknown;
  onChange: (value: number | undefined) => void;
  width?: number;
}

/** What is typed is kept as it is; what is no number yet is no value. */
export function NumberInput({ label, value, onChange, width = 104 }: NumberInputProps) {
  const [draft, setDraft] = useState('');
  // Of two numbers, the one that is missing is null.
  const isDraft = (readNumber(draft) ?? null) === (value ?? null);
  const text = isDraft ? draft : typeof value === 'number' ? String(value) : '';
  return (
    <TextField
      type="text"
      variant="outlined"
      fullWidth={false}
      size="small"
      margin="none"
      value={text}
      onChange={({ target }) => {
        setDraft(target.value);
        onChange(readNumber(target.value));
      }}
      slotProps={{ htmlInput: { 'aria-label': label, inputMode: 'decimal' } }}
      sx={{ width, flexShrink: 0 }}
    />
  );
}

/** With commas between thousands, or one as the decimal sign. */
export function readNumber(text: string): number | undefined {
  const trimmed = text.trim();
  const plain = thousands.test(trimmed) ? trimmed.replaceAll(',', '') : trimmed.replace(',', '.');
  const number = Number(plain);
  return plain !== '' && Number.isFinite(number) ? number : undefined;
}

/** 1,000 and 12,345.5, but not 0,500. */
const thousands = /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/;
