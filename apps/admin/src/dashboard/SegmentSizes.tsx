import { Box, Link } from '@mui/material';
import { Failed, type Segment, useNumber } from 'ra-targeting';
import { useCreatePath, useGetList, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { Panel } from './Panel.js';

/** The segments by size, each with its share of the largest as a bar. */
export function SegmentSizes() {
  const translate = useTranslate();
  const {
    data = [],
    total = 0,
    error,
    refetch,
  } = useGetList<Segment>('segments', {
    pagination: { page: 1, perPage: 12 },
    sort: { field: 'customer_count', order: 'DESC' },
    filter: { is_active: true },
  });
  const largest = Math.max(1, ...data.map(({ customer_count: count }) => count ?? 0));
  return (
    <Panel title="dashboard.sizes">
      <Failed error={error} refetch={refetch} />
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data.map((segment) => (
          <Row key={segment.id} segment={segment} largest={largest} />
        ))}
      </Box>
      {total > data.length && (
        <Link component={RouterLink} to="/segments" variant="body2" sx={{ display: 'inline-block', mt: 1 }}>
          {translate('dashboard.allSegments')}
        </Link>
      )}
    </Panel>
  );
}

function Row({ segment, largest }: { segment: Segment; largest: number }) {
  const translate = useTranslate();
  const number = useNumber();
  const createPath = useCreatePath();
  const { id, name, customer_count: count } = segment;
  return (
    <Box component="li" sx={{ py: 0.75 }}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, fontSize: '0.875rem' }}>
        <Link
          component={RouterLink}
          to={createPath({ resource: 'segments', type: 'show', id })}
          color="inherit"
          underline="hover"
        >
          {name}
        </Link>
        <span>{count === null ? translate('targeting.count.unknown') : number(count)}</span>
      </Box>
      <Box aria-hidden sx={{ mt: 0.5, height: 6, borderRadius: 3, bgcolor: 'action.hover' }}>
        <Box
          sx={{
            height: 1,
            borderRadius: 3,
            bgcolor: 'primary.main',
            width: `${(100 * (count ?? 0)) / largest}%`,
          }}
        />
      </Box>
    </Box>
  );
}
