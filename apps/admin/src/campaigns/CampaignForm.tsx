import { Card } from '@mui/material';
import { FormToolbar, plainForm, TargetInput } from 'ra-targeting';
import { required, SimpleForm, TextInput } from 'react-admin';

interface CampaignFormProps {
  /** Message key of the button. */
  save: string;
  /** A campaign that is sent keeps its target. */
  isSent?: boolean;
}

/** A name, and who gets it. */
export function CampaignForm({ save, isSent = false }: CampaignFormProps) {
  return (
    <SimpleForm
      defaultValues={{ name: '', segment_id: null, audience_id: null }}
      toolbar={<FormToolbar width={720} save={save} />}
      warnWhenUnsavedChanges
      sx={plainForm}
    >
      <Card sx={{ p: 2.5, width: 1, maxWidth: 720, display: 'grid', gap: 2.5 }}>
        <TextInput source="name" validate={required()} fullWidth helperText={false} />
        {!isSent && <TargetInput />}
      </Card>
    </SimpleForm>
  );
}
