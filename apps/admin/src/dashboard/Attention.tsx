import { Box, Link, Skeleton, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import {
  type Audience,
  type Campaign,
  Failed,
  type ListImport,
  type Segment,
  useNumber,
  useTargeting,
} from 'ra-targeting';
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
  const number = useNumber();
  const { concerns, isKnown, isWhole, error, refetch } = useConcerns();
  const isAllWell = isWhole && concerns.length === 0;
  return (
    <Panel title="dashboard.attention">
      <Failed error={error} refetch={refetch} />
      {!isKnown && !error && (
        <Typography variant="body2">
          <Skeleton width="60%" />
        </Typography>
      )}
      {isKnown && !error && (isAllWell || !isWhole) && (
        <Typography variant="body2" color="textSecondary">
          {isAllWell
            ? translate('dashboard.allWell')
            : translate('dashboard.notAll', { count: number(MOST) })}
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

const MOST = 500;

const page = { pagination: { page: 1, perPage: MOST }, sort: { field: 'name', order: 'ASC' as const } };

const failures = { ...page, sort: { field: 'id', order: 'DESC' as const }, filter: { status: 'failed' } };

const active = { ...page, filter: { is_active: true } };

function useConcerns() {
  const targeting = useTargeting();
  const segments = useGetList<Segment>('segments', active);
  const audiences = useGetList<Audience>('audiences', active);
  const campaigns = useGetList<Campaign>('campaigns', failures);
  const imports = useGetList<ListImport>('imports', failures);
  const tests = useQuery({
    queryKey: ['segments', 'tests', 'failing'],
    queryFn: ({ signal }) => targeting.failingSegments({ signal }),
  });
  const answers = [segments, audiences, campaigns, imports, tests];
  const failed = answers.filter(({ error }) => error);
  const concern = (resource: Concern['resource'], id: number, name: string, what: string): Concern => ({
    resource,
    id,
    name,
    concern: what,
  });
  return {
    concerns: [
      ...(imports.data ?? []).map(({ id, file_name: name }) => concern('imports', id, name, 'importFailed')),
      ...(campaigns.data ?? []).map(({ id, name }) => concern('campaigns', id, name, 'failed')),
      ...(tests.data ?? []).map(({ id, name }) => concern('segments', id, name, 'testsFail')),
      ...(audiences.data ?? []).flatMap((audience) => counted('audiences', audience)),
      ...(segments.data ?? []).flatMap((segment) => counted('segments', segment)),
    ],
    isKnown: answers.every(({ data }) => data),
    /** Whether all there are were looked at. */
    isWhole: [segments, audiences].every(({ data = [], total = 0 }) => total <= data.length),
    error: failed[0]?.error ?? null,
    refetch: () => Promise.all(failed.map((answer) => answer.refetch())),
  };
}

function counted(resource: Concern['resource'], definition: Segment | Audience): Concern[] {
  const { id, name, customer_count: count, counted_at: at } = definition;
  if (count === 0) return [{ resource, id, name, concern: 'empty' }];
  return count === null && at !== null ? [{ resource, id, name, concern: 'uncountable' }] : [];
}
