import { Card, Typography } from '@mui/material';
import { required, SimpleForm, type SimpleFormProps, TextInput, useTranslate } from 'react-admin';
import { CsvFileInput } from '../imports/CsvFileInput.js';
import { HandPickedInput } from '../picking/HandPickedInput.js';
import { MergeStale } from '../merge/MergeStale.js';
import { FormToolbar } from '../ui/FormToolbar.js';
import { plainForm } from '../ui/plain-form.js';

interface ListFormProps {
  isNew?: boolean;
  onSubmit?: SimpleFormProps['onSubmit'];
}

/** A list's name, and whom it names. */
export function ListForm({ isNew = false, onSubmit }: ListFormProps) {
  const translate = useTranslate();
  return (
    <SimpleForm
      toolbar={<FormToolbar width={720} />}
      onSubmit={onSubmit}
      warnWhenUnsavedChanges
      sx={plainForm}
    >
      <Card sx={{ p: 2.5, width: 1, maxWidth: 720, display: 'grid', gap: 2 }}>
        <TextInput source="name" validate={required()} autoFocus={isNew} fullWidth helperText={false} />
        <TextInput source="description" multiline fullWidth helperText={false} />
        {isNew && (
          <>
            <Typography variant="h2">{translate('targeting.lists.fromFile')}</Typography>
            <CsvFileInput />
          </>
        )}
        <Typography variant="h2">{translate('targeting.lists.byHand')}</Typography>
        <HandPickedInput />
        {!isNew && <MergeStale resource="lists" />}
      </Card>
    </SimpleForm>
  );
}
