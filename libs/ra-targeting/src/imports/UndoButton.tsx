import {
  Alert,
  Button,
  type ButtonProps,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
} from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useId } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { faultsOf, isFailedTest } from '../data-provider/problem.js';
import type { ListImport } from '../data-provider/types.js';

/** Takes an import back; where nothing but tests is against that, also in spite of them. */
export type Undo = (options?: { force: boolean }) => Promise<unknown>;

interface UndoButtonProps extends Pick<ButtonProps, 'sx' | 'aria-label'> {
  record: ListImport;
  undo: Undo;
}

/** The way back from an import: says which tests of the fixed segment would fail by it, before they do. */
export function UndoButton({ record: { file_name: file, status }, undo, ...props }: UndoButtonProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const title = useId();
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: undo,
    onError: (refusal) => {
      if (!isForcible(refusal)) notify(refusal.message, { type: 'error' });
    },
  });
  return (
    <>
      <Button size="small" color="inherit" disabled={isPending} onClick={() => mutate(undefined)} {...props}>
        {translate(`targeting.csv.undo.${status}`)}
      </Button>
      <Dialog open={isForcible(error)} onClose={reset} fullWidth maxWidth="xs" aria-labelledby={title}>
        <DialogTitle id={title}>{translate('targeting.csv.undoTitle', { file })}</DialogTitle>
        <DialogContent>
          <DialogContentText variant="body2">{translate('targeting.csv.undoFails')}</DialogContentText>
          <Alert severity="error" sx={{ mt: 1.5 }}>
            {faultsOf(error).map(({ path, message }) => (
              <div key={path}>{message}</div>
            ))}
          </Alert>
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={reset}>
            {translate('ra.action.cancel')}
          </Button>
          <Button variant="contained" onClick={() => mutate({ force: true })}>
            {translate('targeting.csv.undoAnyway')}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}

function isForcible(error: unknown): boolean {
  const faults = faultsOf(error);
  return faults.length > 0 && faults.every(isFailedTest);
}
