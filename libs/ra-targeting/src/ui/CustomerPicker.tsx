import { Autocomplete, Box, TextField } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import type { Person } from '../data-provider/types.js';
import { FoundOption, nameOf } from '../picking/FoundOption.js';
import { type Found, useFound } from '../picking/use-found.js';

interface CustomerPickerProps {
  label: string;
  value: Person | null;
  onChange: (person: Person | null) => void;
}

/** Finds a customer of the host by name or e-mail: its resource `customers`. */
export function CustomerPicker({ label, value, onChange }: CustomerPickerProps) {
  const translate = useTranslate();
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  // The name of who is picked is no search.
  const { found, isLoading } = useFound('customers', value && text === nameOf(value) ? '' : text, isOpen);
  return (
    <Autocomplete<Found>
      size="small"
      open={isOpen}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      loading={isLoading}
      loadingText={translate('targeting.picking.searching')}
      noOptionsText={translate('targeting.picking.nothing')}
      options={found}
      filterOptions={(all) => all}
      value={value}
      onChange={(_event, person) => onChange(person as Person | null)}
      onInputChange={(_event, typed) => setText(typed)}
      getOptionLabel={nameOf}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      renderOption={({ key, ...props }, record) => (
        <Box component="li" key={key} {...props}>
          <FoundOption record={record} />
        </Box>
      )}
      renderInput={(params) => <TextField {...params} label={label} margin="dense" />}
      sx={{ mb: 2 }}
    />
  );
}
