import { Alert, Button } from '@mui/material';
import { useTranslate } from 'react-admin';

interface FailedProps {
  error: Error | null;
  refetch: () => Promise<unknown>;
}

/** Why a question has no answer, and the way to ask it once more. Nothing while it has not failed. */
export function Failed({ error, refetch }: FailedProps) {
  const translate = useTranslate();
  if (!error) return null;
  return (
    <Alert
      severity="error"
      variant="outlined"
      action={
        <Button color="inherit" size="small" onClick={() => void refetch()}>
          {translate('targeting.retry')}
        </Button>
      }
    >
      {error.message}
    </Alert>
  );
}
