import { Alert, AlertTitle, Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { faultsOf } from '../../data-provider/problem.js';
import { placeInWords } from './place-in-words.js';

/** Why there is no number: what is wrong, and at which place of the definition. */
export function PreviewFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const translate = useTranslate();
  const faults = faultsOf(error);
  const retry = (
    <Button color="inherit" size="small" onClick={onRetry}>
      {translate('targeting.reach.retry')}
    </Button>
  );
  return (
    <Alert severity="error" variant="outlined" action={faults.length === 0 && retry}>
      <AlertTitle>{translate('targeting.reach.failed')}</AlertTitle>
      {faults.length === 0 && translate('targeting.reach.unreachable')}
      {faults.map(({ path, message }) => (
        <div key={path + message}>
          {placeInWords(path, translate)}: {message}
        </div>
      ))}
    </Alert>
  );
}
