import { Tooltip } from '@mui/material';
import { useLocaleState, useRecordContext } from 'react-admin';
import { ago, instantInFull } from './when.js';

/** How long ago something was, with the instant as a tooltip. */
export function AgoField({ source }: { source: string; label?: string }) {
  const record = useRecordContext<Record<string, string | null> & { id: number }>();
  const [locale] = useLocaleState();
  const instant = record?.[source];
  if (!instant) return <span>–</span>;
  return (
    <Tooltip title={instantInFull(instant, locale)}>
      <time dateTime={instant} style={{ whiteSpace: 'nowrap' }}>
        {ago(instant, Date.now(), locale)}
      </time>
    </Tooltip>
  );
}
