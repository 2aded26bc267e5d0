import { Alert, AlertTitle, Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { faultsOf } from '../../data-provider/problem.js';

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
          {placeOf(path, translate)}: {message}
        </div>
      ))}
    </Alert>
  );
}

/** `include_segments[1]` in words. */
function placeOf(path: string, translate: (key: string, options?: object) => string): string {
  const [field = path, index] = path.split(/[.[\]]/);
  const name = translate(`resources.audiences.fields.${field}`, { _: field });
  return index && /^\d+$/.test(index)
    ? translate('targeting.reach.place', { name, number: Number(index) + 1 })
    : name;
}
