import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  Typography,
} from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { type Identifier, useNotify, useRefresh, useTranslate } from 'react-admin';
import type { Versioned } from '../data-provider/history-types.js';
import { faultsOf, isFailedTest } from '../data-provider/problem.js';
import { useTargeting } from '../data-provider/use-targeting.js';
import { ChangesBetween } from './ChangesBetween.js';

interface RestoreDialogProps {
  target: Versioned;
  id: Identifier;
  version: number;
  current: number;
  onClose: () => void;
  onRestored: () => void;
}

/** Says what comes of bringing a version back before it is done. */
export function RestoreDialog({ target, id, version, current, onClose, onRestored }: RestoreDialogProps) {
  const translate = useTranslate();
  const targeting = useTargeting();
  const notify = useNotify();
  const refresh = useRefresh();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (options?: { force: boolean }) => targeting.restoreVersion(target, id, version, options),
    onSuccess: (saved) => {
      notify('targeting.versions.restored', { messageArgs: { version, next: saved.version } });
      refresh();
      onRestored();
    },
  });
  const faults = faultsOf(error);
  const isForcible = faults.length > 0 && faults.every(isFailedTest);
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="restore-title">
      <DialogTitle id="restore-title">
        {translate('targeting.versions.restoreTitle', { version })}
      </DialogTitle>
      <DialogContent>
        <Typography variant="h3" component="h3">
          {translate('targeting.versions.restoreChanges')}
        </Typography>
        <ChangesBetween target={target} id={id} version={version} against={current} />
        <DialogContentText variant="body2" sx={{ mt: 2 }}>
          {translate('targeting.versions.restoreText', { current, next: current + 1 })}
        </DialogContentText>
        {error && (
          <Alert severity="error" sx={{ mt: 2 }}>
            {faults.length === 0 && error.message}
            {faults.map(({ path, message }) => (
              <div key={path}>{message}</div>
            ))}
          </Alert>
        )}
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={onClose}>
          {translate('ra.action.cancel')}
        </Button>
        <Button
          variant="contained"
          disabled={isPending}
          onClick={() => mutate(isForcible ? { force: true } : undefined)}
        >
          {translate(isForcible ? 'targeting.versions.force' : 'targeting.versions.confirm')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
