import { Box, Link, Typography } from '@mui/material';
import { AgoField, type Campaign, Failed, useNumber } from 'ra-targeting';
import { RecordContextProvider, useCreatePath, useGetList, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { line, Panel } from './Panel.js';

/** The campaigns that went out last. */
export function RecentSends() {
  const translate = useTranslate();
  const number = useNumber();
  const createPath = useCreatePath();
  const { data, error, refetch } = useGetList<Campaign>('campaigns', {
    pagination: { page: 1, perPage: 50 },
    sort: { field: 'id', order: 'DESC' },
    filter: { status: 'sent' },
  });
  const latest = (data ?? [])
    .toSorted((a, b) => (b.sent_at ?? '').localeCompare(a.sent_at ?? ''))
    .slice(0, 6);
  return (
    <Panel title="dashboard.sends">
      <Failed error={error} refetch={refetch} />
      {data?.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {translate('dashboard.noSends')}
        </Typography>
      )}
      {latest.map((campaign) => (
        <RecordContextProvider key={campaign.id} value={campaign}>
          <Box sx={line}>
            <Link
              component={RouterLink}
              to={createPath({ resource: 'campaigns', type: 'show', id: campaign.id })}
            >
              {campaign.name}
            </Link>
            <Box component="span" sx={{ color: 'text.secondary', textAlign: 'right', flexShrink: 0 }}>
              {translate('targeting.reach.people', {
                smart_count: campaign.recipient_count ?? 0,
                count: number(campaign.recipient_count ?? 0),
              })}
              , <AgoField source="sent_at" />
            </Box>
          </Box>
        </RecordContextProvider>
      ))}
    </Panel>
  );
}
