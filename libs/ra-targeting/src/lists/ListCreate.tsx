import { Create } from 'react-admin';
import { useCreateWithFile } from '../imports/use-create-with-file.js';
import { ListForm } from './ListForm.js';

export default function ListCreate() {
  return (
    <Create component="div" sx={{ mt: 2 }}>
      <ListForm isNew onSubmit={useCreateWithFile('lists')} />
    </Create>
  );
}
