import { Autocomplete, Box, TextField, Typography } from '@mui/material';
import { type Ref, useState } from 'react';
import { type Identifier, useTranslate } from 'react-admin';
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
          <Option record={record} />
        </Box>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
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

/** What something is called: by its name, else its address, else its id. */
export const nameOf = ({ name, email, id }: Found): string => name || email || `#${id}`;

function Option({ record }: { record: Found }) {
  const translate = useTranslate();
  const { name, email, customer_count: count, description } = record;
  const below = name && email ? email : description;
  return (
    <Box sx={{ display: 'flex', gap: 2, width: 1, alignItems: 'baseline', minWidth: 0 }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="body2" noWrap>
          {nameOf(record)}
        </Typography>
        {below && (
          <Typography variant="caption" color="textSecondary" noWrap sx={{ display: 'block' }}>
            {below}
          </Typography>
        )}
      </Box>
      {count !== undefined && (
        <Typography variant="body2" color="textSecondary">
          {count === null ? translate('targeting.count.unknown') : count.toLocaleString()}
        </Typography>
      )}
    </Box>
  );
}
