import { Box, LinearProgress, Typography } from '@mui/material';
import { Show, useRecordContext, useTranslate } from 'react-admin';
import type { ListImport } from '../data-provider/types.js';
import { AgoField } from '../ui/AgoField.js';
import { ImportReport } from './ImportReport.js';
import { IntoField } from './IntoField.js';
import { RejectedRows } from './RejectedRows.js';
import { useUndoImport } from './use-undo-import.js';

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
  return record ? <ReportOf record={record} /> : null;
}

function ReportOf({ record }: { record: ListImport }) {
  const translate = useTranslate();
  const undo = useUndoImport(record.id);
  return (
    <Box sx={{ maxWidth: 900, mt: 2, display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
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
          <IntoField link /> · <AgoField source="created_at" />
        </Typography>
      </div>
      {record.status === 'running' && <LinearProgress aria-label={translate('targeting.csv.progress')} />}
      <ImportReport record={record} withRows undo={undo} />
      <Typography variant="body2" color="textSecondary">
        {translate(`targeting.imports.modes.${record.mode}`)}{' '}
        {record.column && translate('targeting.imports.column', { column: record.column })}
      </Typography>
      {record.status !== 'running' && <RejectedRows id={record.id} />}
    </Box>
  );
}
