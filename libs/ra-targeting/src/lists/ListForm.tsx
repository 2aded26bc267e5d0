import PersonOutlined from '@mui/icons-material/PersonOutlined';
import { Card } from '@mui/material';
import { required, SimpleForm, TextInput } from 'react-admin';
import { PickedInput } from '../picking/PickedInput.js';
import { FormToolbar } from '../ui/FormToolbar.js';
import { EmailsInput } from './EmailsInput.js';

/** A list's name, and for a new one whom it begins with. */
export const ListForm = ({ isNew = false }: { isNew?: boolean }) => (
  <SimpleForm toolbar={<FormToolbar />} warnWhenUnsavedChanges sx={{ p: 0 }}>
    <Card sx={{ p: 2.5, width: 1, maxWidth: 720, display: 'grid', gap: 1.5 }}>
      <TextInput source="name" validate={required()} fullWidth helperText={false} />
      <TextInput source="description" multiline fullWidth helperText={false} />
      {isNew && (
        <>
          <PickedInput
            source="customers"
            reference="customers"
            kind="targeting.kind.customer"
            label="targeting.lists.addCustomer"
            icon={<PersonOutlined />}
          />
          <EmailsInput label="targeting.lists.emails" helperText="targeting.lists.emailsHint" />
        </>
      )}
    </Card>
  </SimpleForm>
);
