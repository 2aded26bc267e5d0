import { Box, Button, Chip, Typography } from '@mui/material';
import { type Identifier, useTranslate } from 'react-admin';
import type { Snapshot } from '../data-provider/types.js';
import { useKeysetList } from '../members/use-members.js';
import { Failed } from '../ui/Failed.js';
import { SourceChips } from '../ui/SourceChips.js';

interface Row {
  id: Identifier;
  name: string | null;
  email: string | null;
  sources?: string[];
  reason?: { kind: string; name?: string };
}

/** The frozen members with what brought them in, or those kept out with what did it, as they are called now. */
export function SnapshotRows({
  snapshot,
  rows: which,
}: {
  snapshot: Snapshot;
  rows: 'members' | 'excluded';
}) {
  const translate = useTranslate();
  const { rows, total, hasNextPage, fetchNextPage, isFetching, error, refetch } = useKeysetList<Row>(
    `snapshots/${snapshot.id}/${which}`,
    '',
  );
  return (
    <Box>
      <Failed error={error} refetch={refetch} />
      {total === 0 && (
        <Typography variant="body2">
          {translate(which === 'members' ? 'targeting.members.none' : 'targeting.snapshots.nobodyKeptOut')}
        </Typography>
      )}
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {rows.map((row) => (
          <Box component="li" key={row.id} sx={line}>
            <Typography variant="body2" component="span">
              {row.name ?? row.email ?? `#${row.id}`}
            </Typography>
            {row.reason ? (
              <Reason reason={row.reason} />
            ) : (
              <SourceChips sources={row.sources} ledger={snapshot.ledger} />
            )}
          </Box>
        ))}
      </Box>
      {hasNextPage && (
        <Button size="small" disabled={isFetching} onClick={() => void fetchNextPage()} sx={{ mt: 1 }}>
          {translate('targeting.members.more')}
        </Button>
      )}
    </Box>
  );
}

function Reason({ reason }: { reason: NonNullable<Row['reason']> }) {
  const translate = useTranslate();
  const label = reason.name ?? translate(`targeting.reason.${reason.kind}`, { _: reason.kind });
  return <Chip size="small" variant="outlined" label={label} />;
}

const line = {
  display: 'flex',
  flexWrap: 'wrap',
  justifyContent: 'space-between',
  gap: 1,
  py: 0.6,
  borderTop: '1px solid',
  borderColor: 'divider',
};
