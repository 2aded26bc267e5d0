import { Create, SimpleForm } from 'react-admin';
import type { FieldValues } from 'react-hook-form';
import { useCreateWithFile } from '../imports/use-create-with-file.js';
import { FormToolbar } from '../ui/FormToolbar.js';
import { plainForm } from '../ui/plain-form.js';
import { SegmentForm } from './SegmentForm.js';
import { SegmentTypeInput } from './SegmentTypeInput.js';
import { withTests } from './tests/tests.js';

export default function SegmentCreate() {
  const create = useCreateWithFile('segments');
  return (
    <Create component="div">
      <SimpleForm
        defaultValues={{ segment_type: 'dynamic', status: 'active' }}
        toolbar={<FormToolbar />}
        onSubmit={(values: FieldValues) => create(ofItsType(withTests(values)))}
        warnWhenUnsavedChanges
        sx={plainForm}
      >
        <SegmentTypeInput />
        <SegmentForm />
      </SimpleForm>
    </Create>
  );
}

/** Without what was filled in while the other type was chosen. */
function ofItsType({ conditions, tests, customers, emails, csv, ...segment }: FieldValues): FieldValues {
  return segment['segment_type'] === 'static'
    ? { ...segment, customers, emails, csv }
    : { ...segment, conditions, tests: (tests ?? undefined) as unknown };
}
