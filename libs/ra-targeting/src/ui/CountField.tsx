import { Tooltip, Typography } from '@mui/material';
import { useLocaleState, useRecordContext, useTranslate } from 'react-admin';
import { ago, instantInFull } from './when.js';

interface Counted {
  id: number;
  customer_count: number | null;
  counted_at?: string | null;
}

/** How many customers something has, and when that was counted: no number without its age. */
export function CountField({ short }: { source?: string; label?: string; short?: boolean }) {
  const record = useRecordContext<Counted>();
  const translate = useTranslate();
  const [locale] = useLocaleState();
  if (!record) return null;
  const { customer_count: count, counted_at: countedAt } = record;
  if (count === null)
    return (
      <Typography variant="body2" color="textSecondary">
        {translate('targeting.count.unknown')}
      </Typography>
    );
  const number = <span style={{ fontWeight: 600 }}>{count.toLocaleString(locale)}</span>;
  if (!countedAt || short) return number;
  return (
    <Tooltip title={instantInFull(countedAt, locale)}>
      <span>
        {number}
        <Typography component="span" variant="caption" color="textSecondary" sx={{ display: 'block' }}>
          {translate('targeting.count.counted', { when: ago(countedAt, Date.now(), locale) })}
        </Typography>
      </span>
    </Tooltip>
  );
}
