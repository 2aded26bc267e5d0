import { Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { capital } from '../ui/capital.js';
import { useNumber } from '../ui/use-number.js';
import { ChangeList } from '../versions/ChangeList.js';

/** Numbers that are told, unless there are none. */
const numbers = [
  'count',
  'recipient_count',
  'rows',
  'matched',
  'created',
  'updated',
  'duplicates',
  'unmatched',
  'rejected',
];

/** What else is known of what was done: changes in words, what it says, numbers. */
export function ActivityDetails({ details }: { details: Record<string, unknown> }) {
  const translate = useTranslate();
  const number = useNumber();
  const { changes, summary } = details;
  const told = numbers.flatMap((name) => {
    const value = details[name];
    if (typeof value !== 'number' || value === 0) return [];
    return [translate(`targeting.audit.number.${name}`, { smart_count: value, count: number(value) })];
  });
  const line = [...(typeof summary === 'string' ? [capital(summary)] : []), ...told].join(' · ');
  return (
    <>
      {Array.isArray(changes) && changes.length > 0 && <ChangeList changes={changes.map(String)} />}
      {line && (
        <Typography
          variant="caption"
          color="textSecondary"
          sx={{ display: 'block', overflowWrap: 'anywhere' }}
        >
          {line}
        </Typography>
      )}
    </>
  );
}
