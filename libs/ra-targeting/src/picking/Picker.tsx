import { Autocomplete, Box, TextField } from '@mui/material';
import { type Ref, useState } from 'react';
import { type Identifier, useTranslate } from 'react-admin';
import { FoundOption, nameOf } from './FoundOption.js';
import { type Found, useFound } from './use-found.js';

interface PickerProps {
  resource: string;
  /** Message key. */
  label: string;
  /** Ids that are picked already. */
  picked?: readonly Identifier[];
  /** Narrows what is offered. */
  filter?: object;
  onPick: (record: Found) => void;
  helper?: string;
  inputRef?: Ref<HTMLInputElement>;
  autoFocus?: boolean;
}

/** Finds one thing after the other by its name; what it is and how many it has stands beside the name. */
export function Picker({ resource, label, picked = [], filter, onPick, ...input }: PickerProps) {
  const translate = useTranslate();
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const { found, isLoading } = useFound(resource, text, isOpen, filter);
  const offered = found.filter(({ id }) => !picked.some((one) => String(one) === String(id)));
  return (
    <Autocomplete
      size="small"
      fullWidth
      value={null}
      blurOnSelect={false}
      clearOnBlur
      open={isOpen}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      inputValue={text}
      onInputChange={(_, value, reason) => reason !== 'selectOption' && setText(value)}
      onChange={(_, record) => {
        if (!record) return;
        setText('');
        onPick(record);
      }}
      options={offered}
      filterOptions={(all) => all}
      getOptionLabel={nameOf}
      getOptionKey={({ id }) => id}
      loading={isLoading}
      loadingText={translate('targeting.picking.searching')}
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
          helperText={input.helper && translate(input.helper)}
          inputRef={input.inputRef}
          autoFocus={input.autoFocus}
          onKeyDown={(event) => {
            // Enter picks; it must not save the form around.
            if (event.key === 'Enter') event.preventDefault();
          }}
        />
      )}
    />
  );
}
