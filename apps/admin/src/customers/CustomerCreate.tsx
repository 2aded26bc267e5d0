import { Create } from 'react-admin';
import { CustomerForm } from './CustomerForm.js';

export default function CustomerCreate() {
  return (
    <Create redirect="show" component="div" sx={{ mt: 2 }}>
      <CustomerForm />
    </Create>
  );
}
