import { Edit, ShowButton, SimpleForm, TopToolbar } from 'react-admin';
import { HelpButton } from '../help/HelpButton.js';
import { withoutPasted } from '../picking/without-pasted.js';
import { FormToolbar } from '../ui/FormToolbar.js';
import { FreshRecord } from '../ui/FreshRecord.js';
import { plainForm } from '../ui/plain-form.js';
import { SegmentForm } from './SegmentForm.js';
import { withTests } from './tests/tests.js';

export default function SegmentEdit() {
  return (
    <Edit mutationMode="pessimistic" redirect="show" component="div" transform={saved} actions={<Actions />}>
      <FreshRecord>
        <SimpleForm toolbar={<FormToolbar />} warnWhenUnsavedChanges sx={plainForm}>
          <SegmentForm />
        </SimpleForm>
      </FreshRecord>
    </Edit>
  );
}

/** What is sent of the form. */
const saved = (values: Record<string, unknown>) => withTests(withoutPasted(values));

const Actions = () => (
  <TopToolbar>
    <HelpButton withLabel />
    <ShowButton />
  </TopToolbar>
);
