import { Autocomplete, Box, TextField } from '@mui/material';
import { useState } from 'react';
import { type Identifier, useGetOne, useTranslate } from 'react-admin';
import { FoundOption, nameOf } from './FoundOption.js';
import { type Found, useFound } from './use-found.js';

interface OnePickerProps {
  resource: string;
  /** Message key. */
  label: string;
  value: Identifier | null;
  onChange: (id: Identifier | null) => void;
  filter?: object;
  error?: string;
}

/** Picks one thing by its name, and shows how many each has. */
export function OnePicker({ resource, label, value, onChange, filter, error }: OnePickerProps) {
  const translate = useTranslate();
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const { data: chosen } = useGetOne<Found>(resource, { id: value ?? '' }, { enabled: value !== null });
  const picked = value !== null && chosen?.id === value ? chosen : null;
  // The name of what is picked is no search.
  const { found, isLoading } = useFound(
    resource,
    picked && text === nameOf(picked) ? '' : text,
    isOpen,
    filter,
  );
  return (
    <Autocomplete
      size="small"
      fullWidth
      value={picked}
      open={isOpen}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      onInputChange={(_, typed) => setText(typed)}
      onChange={(_, record) => onChange(record?.id ?? null)}
      options={picked && !found.some(({ id }) => id === picked.id) ? [picked, ...found] : found}
      filterOptions={(all) => all}
      getOptionLabel={nameOf}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      loading={isLoading}
      noOptionsText={translate('targeting.picking.nothing')}
      renderOption={({ key, ...props }, record) => (
        <Box component="li" key={key} {...props}>
          <FoundOption record={record} />
        </Box>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          margin="none"
          label={translate(label)}
          error={Boolean(error)}
          helperText={error}
        />
      )}
    />
  );
}
