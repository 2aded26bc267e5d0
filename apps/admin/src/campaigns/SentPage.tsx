import { Box, Card, LinearProgress, Typography } from '@mui/material';
import {
  AgoField,
  type Campaign,
  DriftNote,
  type Snapshot,
  SnapshotView,
  useDrift,
  useNumber,
} from 'ra-targeting';
import { useGetOne, useTranslate } from 'react-admin';
import { CampaignHead } from './CampaignHead.js';
import { Recipients } from './Recipients.js';

/** Who got it, frozen. */
export function SentPage({ campaign }: { campaign: Campaign }) {
  const translate = useTranslate();
  const number = useNumber();
  const count = campaign.recipient_count;
  return (
    <Box>
      <CampaignHead campaign={campaign} />
      {campaign.status === 'sending' && (
        <LinearProgress aria-label={translate('campaigns.sending')} sx={{ mb: 2 }} />
      )}
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) minmax(0, 480px)' },
        }}
      >
        <Box sx={{ minWidth: 0 }}>
          <Typography variant="h2" sx={{ mb: 1 }}>
            {translate('campaigns.recipients')}
          </Typography>
          <Recipients id={campaign.id} />
        </Box>
        <Card sx={{ p: 2.5, order: { xs: -1, lg: 0 } }}>
          {count !== null && (
            <Typography
              data-testid="recipient-count"
              sx={{ fontSize: '2.25rem', fontWeight: 650, lineHeight: 1.2 }}
            >
              {number(count)}
            </Typography>
          )}
          <Typography color="textSecondary" variant="body2" sx={{ mb: 2 }}>
            {translate('campaigns.gotIt', { smart_count: count ?? 0 })} <AgoField source="sent_at" />
          </Typography>
          <SinceReview id={campaign.id} />
          {campaign.snapshot_id !== null && <Frozen id={campaign.snapshot_id} />}
        </Card>
      </Box>
    </Box>
  );
}

/** What moved between the review and the send. */
function SinceReview({ id }: { id: Campaign['id'] }) {
  const { data: drift } = useDrift(id, true);
  if (!drift?.reviewed) return null;
  return (
    <Box sx={{ mb: 2, pb: 2, borderBottom: 1, borderColor: 'divider' }}>
      <DriftNote drift={drift} isSent />
    </Box>
  );
}

function Frozen({ id }: { id: number }) {
  const { data } = useGetOne<Snapshot>('snapshots', { id });
  return data ? <SnapshotView snapshot={data} /> : null;
}
