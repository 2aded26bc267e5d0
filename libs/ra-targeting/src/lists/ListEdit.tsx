import { Edit } from 'react-admin';
import { withoutPasted } from '../picking/without-pasted.js';
import { FreshRecord } from '../ui/FreshRecord.js';
import { ListForm } from './ListForm.js';

export default function ListEdit() {
  return (
    <Edit
      redirect="show"
      mutationMode="pessimistic"
      component="div"
      actions={false}
      transform={withoutPasted}
      sx={{ mt: 2 }}
    >
      <FreshRecord>
        <ListForm />
      </FreshRecord>
    </Edit>
  );
}
