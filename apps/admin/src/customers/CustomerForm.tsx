import { Card } from '@mui/material';
import { FormToolbar, plainForm } from 'ra-targeting';
import { NumberInput, SelectInput, SimpleForm, TextInput } from 'react-admin';
import { AttributesInput } from './AttributesInput.js';

const consents = [
  { id: 'true', name: 'customers.subscribed.true' },
  { id: 'false', name: 'customers.subscribed.false' },
];

/** Consent has three answers; the empty one is “never asked”. */
const consent = {
  format: (value: unknown) => (typeof value === 'boolean' ? String(value) : ''),
  parse: (text: string) => (text === '' ? null : text === 'true'),
};

export const CustomerForm = () => (
  <SimpleForm toolbar={<FormToolbar width={720} />} sx={plainForm} warnWhenUnsavedChanges>
    <Card sx={{ p: 2.5, width: 1, maxWidth: 720, display: 'grid', gap: 1.5 }}>
      <TextInput source="name" fullWidth helperText={false} />
      <TextInput source="email" type="email" fullWidth helperText={false} />
      <TextInput source="external_id" fullWidth helperText={false} />
      <TextInput source="status" defaultValue="active" fullWidth helperText={false} />
      <SelectInput
        source="subscribed"
        choices={consents}
        emptyText="customers.subscribed.null"
        fullWidth
        helperText={false}
        {...consent}
      />
      <NumberInput source="score" fullWidth helperText={false} />
      <AttributesInput />
    </Card>
  </SimpleForm>
);
