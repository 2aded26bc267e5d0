import { Autocomplete, TextField } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { named, Suggestion } from './SuggestedInput.js';
import { useFieldValues } from './use-field-values.js';

interface ManyInputProps {
  field: string;
  value: unknown;
  onChange: (value: unknown[]) => void;
  /** What a typed text means; undefined refuses it. */
  read: (text: string) => string | number | undefined;
}

/** Several values: suggested from the data, typed, or pasted with commas between them. */
export function ManyInput({ field, value, onChange, read }: ManyInputProps) {
  const translate = useTranslate();
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  const { values } = useFieldValues(field, text, isOpen);
  const before: unknown[] = Array.isArray(value) ? value : [];
  const chosen = before.map(String);
  // A number that the data has stays one, and a text its commas.
  const known = new Map([...values.map((each) => each.value), ...before].map((each) => [String(each), each]));
  const change = (texts: readonly string[]) =>
    onChange(
      [...new Set(texts.flatMap((each) => (known.has(each) ? [each] : parts(each))))]
        .map((each) => known.get(each) ?? read(each))
        .filter((each) => each !== undefined && each !== ''),
    );
  const options = values.map((option) => String(option.value));
  return (
    <Autocomplete
      multiple
      freeSolo
      autoSelect
      filterSelectedOptions
      size="small"
      open={isOpen && options.length > 0}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      options={options}
      filterOptions={(all) => all}
      value={chosen}
      inputValue={text}
      onInputChange={(_event, typed) => setText(typed)}
      onChange={(_event, texts) => change(texts)}
      renderOption={({ key, ...props }, option) => (
        <Suggestion key={key} {...props} option={values.find((each) => String(each.value) === option)!} />
      )}
      slotProps={{ chip: { size: 'small' } }}
      renderInput={(params) => (
        <TextField
          {...params}
          variant="outlined"
          margin="none"
          slotProps={named(params, translate('targeting.rules.value.label'))}
        />
      )}
      sx={{ minWidth: 220, flex: '1 1 220px', maxWidth: 520 }}
    />
  );
}

const parts = (typed: string): string[] => typed.split(/[,;\n]/).map((part) => part.trim());
