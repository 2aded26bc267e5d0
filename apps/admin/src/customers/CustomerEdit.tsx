import { FreshRecord } from 'ra-targeting';
import { Edit } from 'react-admin';
import { CustomerForm } from './CustomerForm.js';

export default function CustomerEdit() {
  return (
    <Edit redirect="show" component="div" mutationMode="pessimistic" sx={{ mt: 2 }}>
      <FreshRecord>
        <CustomerForm />
      </FreshRecord>
    </Edit>
  );
}
