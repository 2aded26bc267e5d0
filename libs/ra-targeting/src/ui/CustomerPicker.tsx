import { Autocomplete, Box, TextField } from '@mui/material';
import { useDeferredValue, useState } from 'react';
import { useGetList } from 'react-admin';
import type { Person } from '../data-provider/types.js';

interface CustomerPickerProps {
  label: string;
  value: Person | null;
  onChange: (person: Person | null) => void;
}

/** Finds a customer of the host by name or e-mail: its resource `customers`. */
export function CustomerPicker({ label, value, onChange }: CustomerPickerProps) {
  const [text, setText] = useState('');
  const q = useDeferredValue(text);
  const { data = [], isFetching } = useGetList<Person>(
    'customers',
    { filter: { q }, pagination: { page: 1, perPage: 10 }, sort: { field: 'name', order: 'ASC' } },
    { placeholderData: (before) => before },
  );
  return (
    <Autocomplete
      size="small"
      loading={isFetching}
      options={data}
      filterOptions={(all) => all}
      value={value}
      onChange={(_event, person) => onChange(person)}
      onInputChange={(_event, typed) => setText(typed)}
      getOptionLabel={({ name, email, id }) => name ?? email ?? `#${id}`}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      renderOption={({ key, ...props }, { name, email }) => (
        <Box component="li" key={key} {...props} sx={{ gap: 2 }}>
          <span style={{ flex: 1 }}>{name}</span>
          <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
            {email}
          </Box>
        </Box>
      )}
      renderInput={(params) => <TextField {...params} label={label} margin="dense" />}
      sx={{ mb: 2 }}
    />
  );
}
