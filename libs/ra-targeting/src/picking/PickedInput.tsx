import { Box, FormHelperText } from '@mui/material';
import { type ReactNode, useRef } from 'react';
import { type Identifier, useGetMany, useInput, useTranslate } from 'react-admin';
import { PickedRow } from './PickedRow.js';
import { Picker } from './Picker.js';
import type { Found } from './use-found.js';

interface PickedInputProps {
  /** An array of ids. */
  source: string;
  reference: string;
  icon: ReactNode;
  /** Message key of what one of them is, e.g. `targeting.kind.segment`. */
  kind: string;
  /** Message key of the search. */
  label: string;
  filter?: object;
  /** What stands at the end of a row, e.g. how many it brings in. */
  end?: (id: Identifier, record?: Found) => ReactNode;
  /** What there is to say about a place of the array. */
  hint?: (path: string) => ReactNode;
}

/** Rows of what is picked, and below them a search for the next. */
export function PickedInput({ source, reference, icon, kind, label, filter, end, hint }: PickedInputProps) {
  const translate = useTranslate();
  const { field, fieldState } = useInput<{ id: number }>({ source, defaultValue: [] });
  const ids = (field.value ?? []) as Identifier[];
  const search = useRef<HTMLInputElement>(null);
  const { data: records } = useGetMany<Found>(reference, { ids: ids.slice(0, MOST_ROWS) });
  const recordOf = (id: Identifier) => records?.find((one) => String(one?.id) === String(id));
  const remove = (id: Identifier) => {
    field.onChange(ids.filter((one) => one !== id));
    // The button is gone: the focus stays in this part of the form.
    search.current?.focus();
  };
  return (
    <div data-path={source}>
      {ids.length > 0 && (
        <Box component="ul" sx={{ m: 0, mb: 1.25, p: 0, listStyle: 'none' }}>
          {ids.slice(0, MOST_ROWS).map((id, index) => (
            <PickedRow
              key={id}
              id={id}
              record={recordOf(id)}
              isKnown={!records || Boolean(recordOf(id))}
              icon={icon}
              kind={kind}
              end={end?.(id, recordOf(id))}
              path={`${source}[${index}]`}
              hint={hint?.(`${source}[${index}]`)}
              onRemove={() => remove(id)}
            />
          ))}
          {ids.length > MOST_ROWS && (
            <Box component="li" sx={{ py: 0.75, color: 'text.secondary', fontSize: '0.875rem' }}>
              {translate('targeting.picking.more', { smart_count: ids.length - MOST_ROWS })}
            </Box>
          )}
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

const MOST_ROWS = 100;

/** Errors of the server are marked by react-admin. */
const errorText = (message = '') => message.replace(/^@@react-admin@@"?|"$/g, '');
