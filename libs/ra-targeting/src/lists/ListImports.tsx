import { Box, Card, Link, Typography } from '@mui/material';
import { useCreatePath, useGetList, useLocaleState, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { ListImport } from '../data-provider/types.js';
import { CsvImportPanel } from '../imports/CsvImportPanel.js';
import { useCsvImport } from '../imports/use-csv-import.js';
import { StatusField } from '../ui/StatusField.js';
import { ago } from '../ui/when.js';

/** The files that were brought into a list, and a place for the next. */
export function ListImports({ id }: { id: number }) {
  const translate = useTranslate();
  const refresh = useRefresh();
  const createPath = useCreatePath();
  const [locale] = useLocaleState();
  const { data = [] } = useGetList<ListImport>('imports', {
    filter: { list_id: id },
    pagination: { page: 1, perPage: 20 },
    sort: { field: 'id', order: 'DESC' },
  });
  const csv = useCsvImport(() => Promise.resolve({ resource: 'lists', id }), refresh);
  return (
    <Card sx={{ p: 2.5 }}>
      <Typography variant="h2" sx={{ mb: 1.5 }}>
        {translate('targeting.lists.files')}
      </Typography>
      <CsvImportPanel csv={csv} label="targeting.builder.includeCsv" onUndo={refresh} />
      <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 1, p: 0 }}>
        {data.map(({ id: importId, file_name: file, status, created_at: at }) => (
          <Box component="li" key={importId} sx={line}>
            <Box sx={{ minWidth: 0 }}>
              <Link
                component={RouterLink}
                to={createPath({ resource: 'imports', type: 'show', id: importId })}
                variant="body2"
                sx={{ overflowWrap: 'anywhere' }}
              >
                {file}
              </Link>
              <Typography variant="caption" color="textSecondary" sx={{ display: 'block' }}>
                {ago(at, Date.now(), locale)}
              </Typography>
            </Box>
            <StatusField status={status} />
          </Box>
        ))}
      </Box>
    </Card>
  );
}

const line = {
  display: 'flex',
  justifyContent: 'space-between',
  alignItems: 'center',
  gap: 1,
  py: 1,
  fontSize: '0.875rem',
  borderTop: '1px solid',
  borderColor: 'divider',
};
