import { Box } from '@mui/material';
import { Failed } from 'ra-targeting';
import { Title, useGetList, useTranslate } from 'react-admin';
import { Attention } from './Attention.js';
import { FirstSteps } from './FirstSteps.js';
import { RecentSends } from './RecentSends.js';
import { RecentSnapshots } from './RecentSnapshots.js';
import { SegmentSizes } from './SegmentSizes.js';
import { Total } from './Total.js';

const reached = { status: 'active', subscribed: 'true' };

/** Who there is, who can be reached, what was sent, and what needs a look. */
export default function Dashboard() {
  const translate = useTranslate();
  const { total, error, refetch } = useGetList('segments', { pagination: { page: 1, perPage: 1 } });
  return (
    <Box sx={{ mt: 2, display: 'grid', gap: 2 }}>
      <Title title={translate('dashboard.title')} />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))' }}>
        <Total resource="customers" label="dashboard.customers" />
        <Total resource="customers" label="dashboard.reach" hint="dashboard.reachHint" filter={reached} />
        <Total resource="segments" label="dashboard.segments" />
        <Total resource="audiences" label="dashboard.audiences" />
      </Box>
      {total === undefined && <Failed error={error} refetch={refetch} />}
      {total === 0 && <FirstSteps />}
      {total !== undefined && total > 0 && (
        <Box sx={columns}>
          <SegmentSizes />
          <Box sx={{ display: 'grid', gap: 2 }}>
            <Attention />
            <RecentSends />
            <RecentSnapshots />
          </Box>
        </Box>
      )}
    </Box>
  );
}

const columns = {
  display: 'grid',
  gap: 2,
  alignItems: 'start',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' },
};
