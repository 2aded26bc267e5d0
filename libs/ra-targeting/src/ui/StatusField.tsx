import { Box } from '@mui/material';
import { useRecordContext, useTranslate } from 'react-admin';

const colors: Record<string, string> = {
  active: 'success.main',
  completed: 'success.main',
  sent: 'success.main',
  draft: 'warning.main',
  sending: 'info.main',
  running: 'info.main',
  failed: 'error.main',
};

/** Where something stands; the word says it, the dot only helps the eye. */
export function StatusField({ status }: { status?: string; source?: string; label?: string }) {
  const record = useRecordContext<{ id: number; status: string }>();
  const translate = useTranslate();
  const shown = status ?? record?.status;
  if (!shown) return null;
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, whiteSpace: 'nowrap' }}>
      <Box
        component="span"
        aria-hidden
        sx={{ width: 8, height: 8, borderRadius: '50%', bgcolor: colors[shown] ?? 'text.disabled' }}
      />
      {translate(`targeting.status.${shown}`, { _: shown })}
    </Box>
  );
}
