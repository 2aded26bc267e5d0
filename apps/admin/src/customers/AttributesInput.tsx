import { useEffect, useState } from 'react';
import { TextField } from '@mui/material';
import { useInput, useTranslate } from 'react-admin';

/** Everything else that is known of a customer, as JSON: its names and types are the workspace's own. */
export function AttributesInput() {
  const translate = useTranslate();
  const { field, fieldState } = useInput<{ id: number }>({
    source: 'attributes',
    validate: (value: unknown) => (value === UNREADABLE ? 'customers.attributesInvalid' : undefined),
  });
  const [text, setText] = useState(() => written(field.value));
  // What comes from elsewhere, e.g. when the record is loaded; not what is being typed.
  useEffect(() => {
    if (field.value !== UNREADABLE && field.value !== '') setText((typed) => sameAs(field.value, typed));
  }, [field.value]);
  const type = (typed: string) => {
    setText(typed);
    field.onChange(read(typed));
  };
  return (
    <TextField
      label={translate('resources.customers.fields.attributes')}
      value={text}
      onChange={({ target }) => type(target.value)}
      multiline
      minRows={4}
      fullWidth
      error={field.value === UNREADABLE || Boolean(fieldState.error)}
      helperText={translate(
        field.value === UNREADABLE ? 'customers.attributesInvalid' : 'customers.attributesHint',
      )}
      slotProps={{ htmlInput: { style: { fontFamily: 'ui-monospace, monospace', fontSize: '0.8125rem' } } }}
    />
  );
}

const UNREADABLE = '\u0000unreadable';

const written = (value: unknown): string =>
  value && value !== UNREADABLE ? JSON.stringify(value, null, 2) : '{}';

const sameAs = (value: unknown, typed: string): string =>
  JSON.stringify(read(typed)) === JSON.stringify(value) ? typed : written(value);

function read(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text.trim() || '{}');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : UNREADABLE;
  } catch {
    return UNREADABLE;
  }
}
