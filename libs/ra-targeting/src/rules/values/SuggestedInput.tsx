import { Autocomplete, Box, TextField } from '@mui/material';
import { useState } from 'react';
import { useLocaleState, useTranslate } from 'react-admin';
import type { FieldValue } from '../../data-provider/types.js';
import { useFieldValues } from './use-field-values.js';

interface SuggestedInputProps {
  field: string;
  value: string;
  onChange: (value: string) => void;
}

/** A text, with the values there are and how many have each; any other can be typed. */
export function SuggestedInput({ field, value, onChange }: SuggestedInputProps) {
  const translate = useTranslate();
  const [isOpen, setOpen] = useState(false);
  const { values } = useFieldValues(field, value, isOpen);
  return (
    <Autocomplete
      freeSolo
      disableClearable
      size="small"
      open={isOpen}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      options={values}
      filterOptions={(options) => options}
      getOptionLabel={labelOf}
      getOptionKey={labelOf}
      inputValue={value}
      onInputChange={(_event, text, reason) => reason !== 'reset' && onChange(text)}
      onChange={(_event, chosen) => onChange(labelOf(chosen))}
      renderOption={({ key, ...props }, option) => <Suggestion key={key} {...props} option={option} />}
      renderInput={(params) => (
        <TextField
          {...params}
          variant="outlined"
          margin="none"
          aria-label={undefined}
          slotProps={named(params, translate('targeting.rules.value.label'))}
        />
      )}
      sx={{ minWidth: 180, flex: '1 1 180px', maxWidth: 340 }}
    />
  );
}

/** Adds a name to the inner input, and keeps what Autocomplete gives it. */
export const named = (params: { slotProps?: { htmlInput?: object } }, label: string) => ({
  ...params.slotProps,
  htmlInput: { ...params.slotProps?.htmlInput, 'aria-label': label },
});

export const labelOf = (option: FieldValue | string): string =>
  typeof option === 'string' ? option : String(option.value);

interface SuggestionProps extends React.HTMLAttributes<HTMLLIElement> {
  option: FieldValue;
}

export function Suggestion({ option, ...props }: SuggestionProps) {
  const [locale] = useLocaleState();
  return (
    <Box component="li" {...props} sx={{ gap: 2 }}>
      <Box sx={{ flex: 1, overflow: 'hidden', textOverflow: 'ellipsis' }}>{labelOf(option)}</Box>
      <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{option.count.toLocaleString(locale)}</Box>
    </Box>
  );
}
