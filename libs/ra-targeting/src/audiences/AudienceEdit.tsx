import { Box } from '@mui/material';
import { Edit } from 'react-admin';
import { FreshRecord } from '../ui/FreshRecord.js';
import { plain } from './AudienceCreate.js';
import { AudienceForm } from './builder/AudienceForm.js';

export default function AudienceEdit() {
  return (
    <Edit mutationMode="pessimistic" redirect="show" component={Box} actions={false} sx={plain}>
      <FreshRecord>
        <AudienceForm />
      </FreshRecord>
    </Edit>
  );
}
