import {
  Alert,
  Button,
  CircularProgress,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  type Theme,
  useMediaQuery,
} from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Identifier, useTranslate } from 'react-admin';
import type { Version, Versioned } from '../data-provider/history-types.js';
import { useTargeting } from '../data-provider/use-targeting.js';
import { DefinitionView } from './DefinitionView.js';
import { Differences } from './Differences.js';
import { RestoreDialog } from './RestoreDialog.js';
import { SavedBy } from './SavedBy.js';

interface VersionDialogProps {
  target: Versioned;
  id: Identifier;
  version: number;
  /** The version that is saved now. */
  current: number;
  /** Those it can be compared with. */
  known: readonly Version[];
  onClose: () => void;
}

/** A version as it was: what it said, what is different from another one, and the way back to it. */
export function VersionDialog({ target, id, version, current, known, onClose }: VersionDialogProps) {
  const translate = useTranslate();
  const targeting = useTargeting();
  const isPhone = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'));
  const [isRestoring, setRestoring] = useState(false);
  const { data, error } = useQuery({
    queryKey: [target, id, 'versions', version],
    queryFn: ({ signal }) => targeting.version(target, id, version, { signal }),
  });
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      fullScreen={isPhone}
      onClose={onClose}
      aria-labelledby="version-title"
    >
      <DialogTitle id="version-title">{translate('targeting.versions.number', { version })}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2, alignContent: 'start', minHeight: 320 }}>
        {error && <Alert severity="error">{error.message}</Alert>}
        {!data && !error && (
          <CircularProgress size={24} aria-label={translate('targeting.versions.loading')} />
        )}
        {data && <SavedBy author={data.author} created_at={data.created_at} />}
        {data && <DefinitionView target={target} definition={data.definition} />}
        {data && known.length > 1 && (
          <Differences target={target} id={id} version={version} current={current} known={known} />
        )}
      </DialogContent>
      <DialogActions>
        {version !== current && (
          <Button disabled={!data} onClick={() => setRestoring(true)} sx={{ mr: 'auto' }}>
            {translate('targeting.versions.restore')}
          </Button>
        )}
        <Button onClick={onClose}>{translate('targeting.versions.close')}</Button>
      </DialogActions>
      {isRestoring && (
        <RestoreDialog
          target={target}
          id={id}
          version={version}
          current={current}
          onClose={() => setRestoring(false)}
          onRestored={onClose}
        />
      )}
    </Dialog>
  );
}
