import { Alert, Box, Card, LinearProgress, MenuItem, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { type Identifier, useLocaleState, useTranslate } from 'react-admin';
import type { SnapshotDiff } from '../../data-provider/snapshot-methods.js';
import type { Person, Snapshot } from '../../data-provider/types.js';
import { useTargeting } from '../../data-provider/use-targeting.js';
import { MovedPeople } from '../../moved/MovedPeople.js';
import { useNumber } from '../../ui/use-number.js';
import { WhileCurrent } from '../../ui/WhileCurrent.js';
import { instantInFull } from '../../ui/when.js';
import { DiffNumbers } from './DiffNumbers.js';

interface CompareProps {
  snapshot: Snapshot;
  onExplain?: (person: Person) => void;
}

/** What has moved from a snapshot to now, or to another one of the same audience. */
export function Compare({ snapshot, onExplain }: CompareProps) {
  const translate = useTranslate();
  const targeting = useTargeting();
  const [against, setAgainst] = useState<Identifier>('now');
  const { data, error, isFetching } = useQuery({
    queryKey: ['snapshots', snapshot.id, 'diff', against],
    queryFn: ({ signal }) => targeting.diffSnapshot(snapshot.id, against, { signal }),
    placeholderData: (before) => before,
  });
  return (
    <Card sx={{ p: 2.5, mt: 1, position: 'relative' }}>
      <Box sx={{ position: 'absolute', inset: '0 0 auto', height: 3 }}>
        {isFetching && <LinearProgress aria-label={translate('targeting.reach.asking')} sx={{ height: 3 }} />}
      </Box>
      <AgainstInput snapshot={snapshot} value={against} onChange={setAgainst} />
      {error && (
        <Alert severity="error" variant="outlined" sx={{ mt: 2 }}>
          {error.message}
        </Alert>
      )}
      {data && !error && (
        <WhileCurrent isCurrent={!isFetching} sx={{ mt: 2.5 }}>
          <Result diff={data} onExplain={onExplain} />
        </WhileCurrent>
      )}
    </Card>
  );
}

function Result({ diff, onExplain }: { diff: SnapshotDiff; onExplain?: (person: Person) => void }) {
  const translate = useTranslate();
  return (
    <Box sx={{ display: 'grid', gap: 2.5 }}>
      <DiffNumbers diff={diff} />
      <section>
        <Typography variant="h3" component="h4" gutterBottom>
          {translate('targeting.snapshots.changes')}
        </Typography>
        {diff.changes.length === 0 && (
          <Typography variant="body2" color="textSecondary">
            {translate('targeting.snapshots.noChanges')}
          </Typography>
        )}
        {diff.changes.length > 0 && (
          <Box component="ul" sx={{ m: 0, pl: 2.5, fontSize: '0.875rem', lineHeight: 1.7 }}>
            {diff.changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </Box>
        )}
      </section>
      <MovedPeople movement={diff} onExplain={onExplain} />
    </Box>
  );
}

interface AgainstInputProps {
  snapshot: Snapshot;
  value: Identifier;
  onChange: (against: Identifier) => void;
}

function AgainstInput({ snapshot, value, onChange }: AgainstInputProps) {
  const translate = useTranslate();
  const number = useNumber();
  const id = useId();
  const targeting = useTargeting();
  const [locale] = useLocaleState();
  const { audience_id: audience } = snapshot;
  const { data } = useQuery({
    queryKey: ['audiences', audience, 'snapshots', 'choices'],
    queryFn: ({ signal }) => targeting.snapshots(audience ?? 0, { signal, per_page: 200 }),
    enabled: audience !== null,
  });
  const others = data?.data.filter((other) => other.id !== snapshot.id) ?? [];
  return (
    <TextField
      select
      id={id}
      size="small"
      label={translate('targeting.snapshots.against')}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      sx={{ maxWidth: 420 }}
    >
      <MenuItem value="now">{translate('targeting.snapshots.now')}</MenuItem>
      {others.map((other) => (
        <MenuItem key={other.id} value={other.id}>
          {translate('targeting.snapshots.other', {
            when: instantInFull(other.taken_at, locale),
            smart_count: other.count,
            count: number(other.count),
          })}
        </MenuItem>
      ))}
    </TextField>
  );
}
