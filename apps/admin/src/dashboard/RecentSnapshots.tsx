import { Box, Link, Skeleton, Typography } from '@mui/material';
import { AgoField, type Audience, Failed, type Segment, type Snapshot, useNumber } from 'ra-targeting';
import { RecordContextProvider, useCreatePath, useGetList, useGetMany, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { line, Panel } from './Panel.js';

const latest = { pagination: { page: 1, perPage: 5 }, sort: { field: 'taken_at', order: 'DESC' as const } };

/** Who was frozen last, by a send or by hand. */
export function RecentSnapshots() {
  const translate = useTranslate();
  const number = useNumber();
  const createPath = useCreatePath();
  const { data, error, refetch } = useGetList<Snapshot>('snapshots', latest);
  const snapshots = data ?? [];
  const nameOf = useNames(snapshots);
  return (
    <Panel title="dashboard.snapshots">
      <Failed error={error} refetch={refetch} />
      {data?.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {translate('dashboard.noSnapshots')}
        </Typography>
      )}
      {snapshots.map((snapshot) => {
        const to = createPath({ resource: 'snapshots', type: 'show', id: snapshot.id });
        const name = nameOf(snapshot);
        return (
          <RecordContextProvider key={snapshot.id} value={snapshot}>
            <Box sx={line}>
              {name === undefined ? (
                <Skeleton width={160} />
              ) : (
                <Link component={RouterLink} to={to}>
                  {name}
                </Link>
              )}
              <Box component="span" sx={{ color: 'text.secondary', textAlign: 'right', flexShrink: 0 }}>
                {translate('targeting.reach.people', {
                  smart_count: snapshot.count,
                  count: number(snapshot.count),
                })}
                , <AgoField source="taken_at" />
              </Box>
            </Box>
          </RecordContextProvider>
        );
      })}
    </Panel>
  );
}

/** What was frozen, by the name it has now; undefined until that is known. */
function useNames(snapshots: Snapshot[]): (snapshot: Snapshot) => string | undefined {
  const translate = useTranslate();
  const audiences = useNamesOf<Audience>(
    'audiences',
    snapshots.map(({ audience_id: id }) => id),
  );
  const segments = useNamesOf<Segment>(
    'segments',
    snapshots.map(({ segment_id: id }) => id),
  );
  return ({ audience_id: audience, segment_id: segment }) => {
    const names = audience === null ? segments : audiences;
    return (
      names &&
      (names.get(audience ?? segment) ??
        translate(`targeting.snapshots.gone.${audience === null ? 'segments' : 'audiences'}`))
    );
  };
}

/** Undefined while they are asked for. */
function useNamesOf<T extends { id: number; name: string }>(resource: string, mentioned: (number | null)[]) {
  const ids = [...new Set(mentioned.filter((id) => id !== null))];
  const { data, isPending } = useGetMany<T>(resource, { ids }, { enabled: ids.length > 0 });
  if (isPending && ids.length > 0) return undefined;
  return new Map<number | null, string>(data?.filter(Boolean).map(({ id, name }) => [id, name]));
}
