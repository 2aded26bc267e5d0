import { Box, Card, Typography } from '@mui/material';
import { useEffect, useRef } from 'react';
import { type Identifier, useGetList, useRefresh, useTranslate } from 'react-admin';
import type { ListImport } from '../data-provider/types.js';
import { CsvImportPanel } from './CsvImportPanel.js';
import { ImportLine } from './ImportLine.js';
import { useCsvImport } from './use-csv-import.js';

interface ImportHistoryProps {
  /** What the files are brought into. */
  resource: 'lists' | 'segments';
  id: Identifier;
  /** The list that holds the customers. */
  listId: number;
}

/** The files that were brought into a list or a fixed segment, the way back, and a place for the next. */
export function ImportHistory({ resource, id, listId }: ImportHistoryProps) {
  const translate = useTranslate();
  const refresh = useRefresh();
  const { data = [] } = useGetList<ListImport>(
    'imports',
    {
      filter: { list_id: listId },
      pagination: { page: 1, perPage: 20 },
      sort: { field: 'id', order: 'DESC' },
    },
    { refetchInterval: ({ state }) => (isAnyRunning(state.data?.data) ? 1000 : false) },
  );
  const csv = useCsvImport(() => Promise.resolve({ resource, id }), refresh);
  useRefreshAfter(isAnyRunning(data), refresh);
  return (
    <Card sx={{ p: 2.5 }}>
      <Typography variant="h2" sx={{ mb: 1.5 }}>
        {translate('targeting.lists.files')}
      </Typography>
      <CsvImportPanel csv={csv} canReplace onUndo={refresh} />
      <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 1, p: 0 }}>
        {data.map((record) => (
          <ImportLine key={record.id} record={record} />
        ))}
      </Box>
    </Card>
  );
}

const isAnyRunning = (imports: readonly ListImport[] = []): boolean =>
  imports.some(({ status }) => status === 'running');

/** When a long import has ended, the members are others. */
function useRefreshAfter(isRunning: boolean, refresh: () => void): void {
  const wasRunning = useRef(false);
  useEffect(() => {
    if (wasRunning.current && !isRunning) refresh();
    wasRunning.current = isRunning;
  }, [isRunning, refresh]);
}
