import { Alert, Box, Button } from '@mui/material';
import { useCloseNotification, useTranslate } from 'react-admin';
import type { Changed } from './change-status.js';

interface StatusChangedProps extends Changed {
  resource: string;
  /** Message below `targeting.archive`. */
  text: 'done' | 'restored' | 'undone';
  onUndo?: () => void;
}

/** What became of a selection: how many were changed, and which were not and why. */
export function StatusChanged({ resource, text, done, refused, onUndo }: StatusChangedProps) {
  const translate = useTranslate();
  const close = useCloseNotification();
  const what = translate(`targeting.amount.${resource}`, { smart_count: done.length });
  const undo = () => {
    close();
    onUndo?.();
  };
  return (
    <Alert
      severity={refused.length > 0 ? 'warning' : 'success'}
      variant="standard"
      onClose={close}
      sx={{ border: 1, borderColor: 'divider', boxShadow: 6, bgcolor: 'background.paper', maxWidth: 560 }}
    >
      {done.length > 0 && (
        <Box sx={{ display: 'flex', alignItems: 'center', columnGap: 1, flexWrap: 'wrap' }}>
          {translate(`targeting.archive.${text}`, { what })}
          {onUndo && (
            <Button size="small" onClick={undo} sx={{ my: -0.5 }}>
              {translate('ra.action.undo')}
            </Button>
          )}
        </Box>
      )}
      {refused.map(({ record, reason }) => (
        <div key={record.id}>{reason}</div>
      ))}
    </Alert>
  );
}
