import { Create } from 'react-admin';
import type { CustomerList } from '../data-provider/types.js';
import { cleanEmails } from './EmailsInput.js';
import { ListForm } from './ListForm.js';

export default function ListCreate() {
  return (
    <Create redirect="show" component="div" sx={{ mt: 2 }} transform={meant}>
      <ListForm isNew />
    </Create>
  );
}

const meant = ({ emails, ...list }: Partial<CustomerList> & { emails?: string[] }) => ({
  ...list,
  emails: cleanEmails(emails),
});
