import { Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useNavigate } from 'react-router-dom';

/** Back to where one came from; nothing is saved. */
export function CancelButton() {
  const translate = useTranslate();
  const navigate = useNavigate();
  return (
    <Button color="inherit" onClick={() => void navigate(-1)}>
      {translate('ra.action.cancel')}
    </Button>
  );
}
