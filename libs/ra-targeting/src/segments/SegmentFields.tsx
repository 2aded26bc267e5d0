import { Box } from '@mui/material';
import { SelectInput, TextInput, required } from 'react-admin';

const statuses = ['active', 'draft'].map((id) => ({ id, name: `targeting.status.${id}` }));

/** What a segment is called. */
export const SegmentFields = () => (
  <Box sx={{ display: 'grid', columnGap: 2, gridTemplateColumns: { xs: '1fr', md: '2fr 3fr 130px' } }}>
    <TextInput source="name" validate={required()} autoFocus />
    <TextInput source="description" />
    <SelectInput
      source="status"
      choices={statuses}
      defaultValue="active"
      helperText={false}
      validate={required()}
    />
  </Box>
);
