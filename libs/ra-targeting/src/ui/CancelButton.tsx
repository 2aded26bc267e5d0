import { Button } from '@mui/material';
import { useCreatePath, useRecordContext, useResourceContext, useTranslate } from 'react-admin';
import { useLocation, useNavigate } from 'react-router-dom';

/** Back to where one came from; nothing is saved. Who opened the form by its address came from nowhere. */
export function CancelButton() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const createPath = useCreatePath();
  const resource = useResourceContext();
  const id = useRecordContext()?.id;
  const isFirst = useLocation().key === 'default';
  const leave = () =>
    isFirst ? navigate(createPath({ resource, id, type: id === undefined ? 'list' : 'show' })) : navigate(-1);
  return (
    <Button color="inherit" onClick={() => void leave()}>
      {translate('ra.action.cancel')}
    </Button>
  );
}
