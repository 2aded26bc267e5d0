import { Edit, ShowButton, SimpleForm, TopToolbar } from 'react-admin';
import { HelpButton } from '../help/HelpButton.js';
import { withoutPasted } from '../picking/without-pasted.js';
import { FormToolbar } from '../ui/FormToolbar.js';
import { FreshRecord } from '../ui/FreshRecord.js';
import { plainForm } from '../ui/plain-form.js';
import { SegmentForm } from './SegmentForm.js';

export default function SegmentEdit() {
  return (
    <Edit
      mutationMode="pessimistic"
      redirect="show"
      component="div"
      transform={withoutPasted}
      queryOptions={{ refetchOnWindowFocus: false, refetchOnReconnect: false }}
      actions={<Actions />}
    >
      <FreshRecord>
        <SimpleForm toolbar={<FormToolbar />} sx={plainForm}>
          <SegmentForm />
        </SimpleForm>
      </FreshRecord>
    </Edit>
  );
}

const Actions = () => (
  <TopToolbar>
    <HelpButton withLabel />
    <ShowButton />
  </TopToolbar>
);
