import { Box, Card, Chip, Skeleton, Typography } from '@mui/material';
import { useListContext, useLocaleState, useTranslate } from 'react-admin';
import type { AuditEntry } from '../data-provider/history-types.js';
import { ActivityLine } from './ActivityLine.js';
import { dayOf } from './day.js';

/** The entries of a page, day by day. */
export function ActivityDays() {
  const translate = useTranslate();
  const { data, isPending } = useListContext<AuditEntry>();
  if (isPending) return <Skeleton variant="rounded" height={240} />;
  return (
    <Box sx={{ mt: 1.5, mb: 1 }}>
      <OnlyOne />
      {data?.length === 0 && (
        <Typography color="textSecondary" sx={{ py: 4, textAlign: 'center' }}>
          {translate('targeting.audit.none')}
        </Typography>
      )}
      {byDay(data ?? []).map(([day, entries]) => (
        <Box component="section" key={day} sx={{ mb: 2 }}>
          <Day day={day} />
          <Card component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {entries.map((entry) => (
              <ActivityLine key={entry.id} entry={entry} />
            ))}
          </Card>
        </Box>
      ))}
    </Box>
  );
}

function byDay(entries: readonly AuditEntry[]): [string, AuditEntry[]][] {
  const days = new Map<string, AuditEntry[]>();
  for (const entry of entries) days.set(dayOf(entry.at), [...(days.get(dayOf(entry.at)) ?? []), entry]);
  return [...days];
}

function Day({ day }: { day: string }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const now = Date.now();
  const name = () => {
    if (day === dayOf(new Date(now).toISOString())) return translate('targeting.audit.today');
    if (day === dayOf(new Date(now - 86_400_000).toISOString()))
      return translate('targeting.audit.yesterday');
    return new Date(`${day}T12:00`).toLocaleDateString(locale, { dateStyle: 'full' });
  };
  return (
    <Typography variant="h3" component="h2" color="textSecondary" sx={{ mb: 0.75 }}>
      {name()}
    </Typography>
  );
}

/** Says that the list is of one thing alone, and opens it again. */
function OnlyOne() {
  const translate = useTranslate();
  const { filterValues, setFilters } = useListContext();
  const { subject_id: subject, ...others } = filterValues as Record<string, string | number | undefined>;
  if (subject === undefined) return null;
  return (
    <Chip
      color="primary"
      variant="outlined"
      label={translate(`targeting.audit.only.${others['kind'] ?? 'any'}`)}
      onDelete={() => setFilters(others, {})}
      sx={{ mb: 1.5 }}
    />
  );
}
