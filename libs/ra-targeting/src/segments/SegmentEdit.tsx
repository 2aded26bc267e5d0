import { Edit, SimpleForm } from 'react-admin';
import { FormToolbar } from '../ui/FormToolbar.js';
import { SegmentForm } from './SegmentForm.js';

export default function SegmentEdit() {
  return (
    <Edit mutationMode="pessimistic" redirect="show" component="div">
      <SimpleForm toolbar={<FormToolbar />} sx={{ p: 0 }}>
        <SegmentForm />
      </SimpleForm>
    </Edit>
  );
}
