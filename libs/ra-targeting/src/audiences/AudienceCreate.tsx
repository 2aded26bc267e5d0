import { Box } from '@mui/material';
import { Create } from 'react-admin';
import { AudienceForm } from './builder/AudienceForm.js';

export default function AudienceCreate() {
  return (
    <Create redirect="show" component={Box} sx={plain}>
      <AudienceForm />
    </Create>
  );
}

/** The cards stand on the page itself. */
export const plain = { '& .RaCreate-main, & .RaEdit-main': { mt: 2 } };
