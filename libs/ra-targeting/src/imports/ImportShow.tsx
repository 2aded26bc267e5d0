import { Box, LinearProgress, Typography } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { ReferenceField, Show, useNotify, useRecordContext, useRefresh, useTranslate } from 'react-admin';
import type { ListImport } from '../data-provider/types.js';
import { useTargeting } from '../data-provider/use-targeting.js';
import { AgoField } from '../ui/AgoField.js';
import { ImportReport } from './ImportReport.js';

export default function ImportShow() {
  return (
    <Show component="div" actions={false} queryOptions={{ refetchInterval: whileRunning }}>
      <Report />
    </Show>
  );
}

const whileRunning = ({ state }: { state: { data?: ListImport } }) =>
  state.data?.status === 'running' ? 1000 : false;

/** What became of a file, and the way back. */
function Report() {
  const record = useRecordContext<ListImport>();
  const translate = useTranslate();
  const targeting = useTargeting();
  const notify = useNotify();
  const refresh = useRefresh();
  const undo = useMutation({
    mutationFn: (id: number) => targeting.undoImport(id),
    onError: (error) => notify(error.message, { type: 'error' }),
    onSettled: refresh,
  });
  if (!record) return null;
  return (
    <Box sx={{ maxWidth: 720, mt: 2, display: 'grid', gap: 2 }}>
      <div>
        <Typography variant="h1" component="h2" sx={{ overflowWrap: 'anywhere' }}>
          {record.file_name}
        </Typography>
        <Typography
          component="div"
          color="textSecondary"
          sx={{ display: 'flex', gap: 0.75, flexWrap: 'wrap' }}
        >
          {translate('targeting.imports.into')}
          <ReferenceField source="list_id" reference="lists" link="show" /> · <AgoField source="created_at" />
        </Typography>
      </div>
      {record.status === 'running' && <LinearProgress aria-label={translate('targeting.csv.progress')} />}
      <ImportReport record={record} onUndo={() => undo.mutate(record.id)} />
      <Typography variant="body2" color="textSecondary">
        {translate(`targeting.imports.modes.${record.mode}`)}{' '}
        {record.column && translate('targeting.imports.column', { column: record.column })}
      </Typography>
    </Box>
  );
}
