import { Create, SimpleForm } from 'react-admin';
import { FormToolbar } from '../ui/FormToolbar.js';
import { SegmentForm } from './SegmentForm.js';
import { SegmentTypeInput } from './SegmentTypeInput.js';

export default function SegmentCreate() {
  return (
    <Create redirect="show" component="div">
      <SimpleForm
        defaultValues={{ segment_type: 'dynamic', status: 'active' }}
        toolbar={<FormToolbar />}
        sx={{ p: 0 }}
      >
        <SegmentTypeInput />
        <SegmentForm />
      </SimpleForm>
    </Create>
  );
}
