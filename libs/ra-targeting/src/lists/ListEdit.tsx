import { Edit } from 'react-admin';
import { ListForm } from './ListForm.js';

export default function ListEdit() {
  return (
    <Edit
      redirect="show"
      mutationMode="pessimistic"
      component="div"
      actions={false}
      queryOptions={{ refetchOnWindowFocus: false, refetchOnReconnect: false }}
      sx={{ mt: 2 }}
    >
      <ListForm />
    </Edit>
  );
}
