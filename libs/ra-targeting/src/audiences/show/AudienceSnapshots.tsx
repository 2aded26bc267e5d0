import AcUnitOutlined from '@mui/icons-material/AcUnitOutlined';
import { Box, Button, Typography } from '@mui/material';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNotify, useRecordContext, useTranslate } from 'react-admin';
import type { Audience } from '../../data-provider/types.js';
import { useTargeting } from '../../data-provider/use-targeting.js';
import { SnapshotCard } from '../../snapshots/SnapshotCard.js';
import { Failed } from '../../ui/Failed.js';

/** What was frozen of an audience, the newest first. */
export function AudienceSnapshots() {
  const translate = useTranslate();
  const notify = useNotify();
  const targeting = useTargeting();
  const client = useQueryClient();
  const audience = useRecordContext<Audience>();
  const id = audience?.id ?? 0;
  const queryKey = ['audiences', id, 'snapshots'];
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => targeting.snapshots(id, { signal, per_page: 100 }),
  });
  const take = useMutation({
    mutationFn: () => targeting.takeSnapshot(id),
    onSuccess: async ({ count }) => {
      notify('targeting.audiences.snapshots.taken', { messageArgs: { smart_count: count } });
      await client.invalidateQueries({ queryKey });
    },
    onError: (error) => notify(error.message, { type: 'error' }),
  });
  return (
    <Box sx={{ display: 'grid', gap: 1.5, maxWidth: 760, mt: 1 }}>
      <Box>
        <Button
          variant="outlined"
          startIcon={<AcUnitOutlined />}
          disabled={take.isPending}
          onClick={() => take.mutate()}
        >
          {translate('targeting.audiences.snapshots.take')}
        </Button>
      </Box>
      <Failed error={error} refetch={refetch} />
      {data?.total === 0 && (
        <Typography color="textSecondary" sx={{ maxWidth: '65ch' }}>
          {translate('targeting.audiences.snapshots.none')}
        </Typography>
      )}
      {data?.data.map((snapshot) => (
        <SnapshotCard key={snapshot.id} snapshot={snapshot} />
      ))}
    </Box>
  );
}
