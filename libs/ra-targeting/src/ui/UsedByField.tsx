import { Typography } from '@mui/material';
import { useRecordContext, useTranslate } from 'react-admin';
import type { UsedBy } from '../data-provider/types.js';

const kinds = ['audiences', 'campaigns', 'segments'] as const;

/** How many audiences, campaigns and segments use something. */
export function UsedByField(_: { source?: string; label?: string }) {
  const usedBy = useRecordContext<{ id: number; used_by: UsedBy }>()?.used_by;
  const translate = useTranslate();
  if (!usedBy) return null;
  const users = kinds.filter((kind) => usedBy[kind] > 0);
  if (users.length === 0)
    return (
      <Typography variant="body2" color="textSecondary" component="span">
        {translate('targeting.unused')}
      </Typography>
    );
  return (
    <>
      {users.map((kind) => (
        <span key={kind} style={{ display: 'block', whiteSpace: 'nowrap' }}>
          {translate(`targeting.amount.${kind}`, { smart_count: usedBy[kind] })}
        </span>
      ))}
    </>
  );
}
