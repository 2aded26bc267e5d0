import { Box, FormHelperText } from '@mui/material';
import { useRef, useState } from 'react';
import { type Identifier, useInput } from 'react-admin';
import { AT_ONCE, MoreRows } from './MoreRows.js';
import { PickedRows, type PickedRowsProps } from './PickedRows.js';
import { Picker } from './Picker.js';

interface PickedInputProps extends Omit<PickedRowsProps, 'ids' | 'from' | 'onRemove'> {
  /** Message key of the search. */
  label: string;
  filter?: object;
}

/** Rows of what is picked, and below them a search for the next. */
export function PickedInput({ label, filter, ...row }: PickedInputProps) {
  const { source, reference, hint } = row;
  const { field, fieldState } = useInput<{ id: number }>({ source, defaultValue: [] });
  const ids = (field.value ?? []) as Identifier[];
  const search = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState(AT_ONCE);
  const parts = Array.from(
    { length: Math.ceil(Math.min(shown, ids.length) / AT_ONCE) },
    (_, part) => part * AT_ONCE,
  );
  const remove = (id: Identifier) => {
    field.onChange(ids.filter((one) => one !== id));
    // The button is gone: the focus stays in this part of the form.
    search.current?.focus();
  };
  return (
    <div data-path={source}>
      {ids.length > 0 && (
        <Box component="ul" sx={{ m: 0, mb: 1.25, p: 0, listStyle: 'none' }}>
          {parts.map((from) => (
            <PickedRows
              key={from}
              {...row}
              ids={ids.slice(from, from + AT_ONCE)}
              from={from}
              onRemove={remove}
            />
          ))}
          <MoreRows hidden={ids.length - shown} onMore={() => setShown(shown + AT_ONCE)} />
        </Box>
      )}
      <Picker
        resource={reference}
        label={label}
        picked={ids}
        filter={filter}
        inputRef={search}
        onPick={({ id }) => field.onChange([...ids, id])}
      />
      {hint?.(source)}
      {fieldState.error && <FormHelperText error>{errorText(fieldState.error.message)}</FormHelperText>}
    </div>
  );
}

/** Errors of the server are marked by react-admin. */
const errorText = (message = '') => message.replace(/^@@react-admin@@"?|"$/g, '');
