import { Box } from '@mui/material';
import { required, SelectInput, TextInput, useRecordContext } from 'react-admin';
import { statusChoices } from '../ui/status-choices.js';

/** What a segment is called. */
export function SegmentFields() {
  const isNew = useRecordContext()?.id === undefined;
  return (
    <Box
      sx={{ display: 'grid', columnGap: 2, mb: 1.5, gridTemplateColumns: { xs: '1fr', md: '2fr 3fr 160px' } }}
    >
      <TextInput source="name" validate={required()} autoFocus={isNew} helperText={false} />
      <TextInput source="description" helperText={false} />
      <SelectInput
        source="status"
        choices={isNew ? statusChoices.filter(({ id }) => id !== 'archived') : statusChoices}
        helperText={false}
        validate={required()}
      />
    </Box>
  );
}
