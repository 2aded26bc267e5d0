import { Alert, Link } from '@mui/material';
import { type Identifier, useCreatePath, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';

interface DraftWarningProps {
  resource: 'segments' | 'audiences';
  id: Identifier;
}

/** Says beforehand why nothing can be sent yet, and leads to where that is changed. */
export function DraftWarning({ resource, id }: DraftWarningProps) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  return (
    <Alert severity="warning" variant="outlined" sx={{ mb: 2 }}>
      {translate(`campaigns.draft.${resource}`)}{' '}
      <Link component={RouterLink} to={createPath({ resource, type: 'edit', id })} color="inherit">
        {translate('campaigns.draft.open')}
      </Link>
    </Alert>
  );
}
