import { Box, Link, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type Audience, type Campaign, type ListImport, type Segment, useTargeting } from 'ra-targeting';
import { useCreatePath, useGetList, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { line, Panel } from './Panel.js';

interface Concern {
  resource: 'segments' | 'audiences' | 'campaigns' | 'imports';
  id: number;
  name: string;
  /** Message key below `dashboard.concern`. */
  concern: string;
}

/** What is empty, cannot be counted, has failed, or does not do what its tests ask of it. */
export function Attention() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const concerns = useConcerns();
  return (
    <Panel title="dashboard.attention">
      {concerns.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {translate('dashboard.allWell')}
        </Typography>
      )}
      {concerns.map(({ resource, id, name, concern }) => (
        <Box key={`${resource}-${id}-${concern}`} sx={line}>
          <Link component={RouterLink} to={createPath({ resource, type: 'show', id })}>
            {name}
          </Link>
          <Typography variant="body2" color="textSecondary" sx={{ textAlign: 'right' }}>
            {translate(`dashboard.concern.${concern}`)}
          </Typography>
        </Box>
      ))}
    </Panel>
  );
}

const page = { pagination: { page: 1, perPage: 500 }, sort: { field: 'name', order: 'ASC' as const } };

const failures = { ...page, sort: { field: 'id', order: 'DESC' as const }, filter: { status: 'failed' } };

function useConcerns(): Concern[] {
  const { data: segments = [] } = useGetList<Segment>('segments', { ...page, filter: { is_active: true } });
  const { data: audiences = [] } = useGetList<Audience>('audiences', {
    ...page,
    filter: { is_active: true },
  });
  const { data: failed = [] } = useGetList<Campaign>('campaigns', failures);
  const targeting = useTargeting();
  const { data: untrue = [] } = useQuery({
    queryKey: ['segments', 'tests', 'failing'],
    queryFn: ({ signal }) => targeting.failingSegments({ signal }),
  });
  const { data: failedImports = [] } = useGetList<ListImport>('imports', failures);
  return [
    ...failedImports.map(({ id, file_name: name }): Concern => ({
      resource: 'imports',
      id,
      name,
      concern: 'importFailed',
    })),
    ...failed.map(({ id, name }): Concern => ({ resource: 'campaigns', id, name, concern: 'failed' })),
    ...untrue.map(({ id, name }): Concern => ({ resource: 'segments', id, name, concern: 'testsFail' })),
    ...audiences.flatMap((audience) => counted('audiences', audience)),
    ...segments.flatMap((segment) => counted('segments', segment)),
  ];
}

function counted(resource: Concern['resource'], definition: Segment | Audience): Concern[] {
  const { id, name, customer_count: count, counted_at: at } = definition;
  if (count === 0) return [{ resource, id, name, concern: 'empty' }];
  return count === null && at !== null ? [{ resource, id, name, concern: 'uncountable' }] : [];
}
