import { Edit, SimpleForm } from 'react-admin';
import { withoutPasted } from '../picking/without-pasted.js';
import { FormToolbar } from '../ui/FormToolbar.js';
import { SegmentForm } from './SegmentForm.js';

export default function SegmentEdit() {
  return (
    <Edit mutationMode="pessimistic" redirect="show" component="div" transform={withoutPasted}>
      <SimpleForm toolbar={<FormToolbar />} sx={{ p: 0 }}>
        <SegmentForm />
      </SimpleForm>
    </Edit>
  );
}
