import { Box, Card, Typography } from '@mui/material';
import {
  DeleteWithConfirmButton,
  EditButton,
  Show,
  TopToolbar,
  useRecordContext,
  useTranslate,
} from 'react-admin';
import type { CustomerList } from '../data-provider/types.js';
import { MembersTable } from '../members/MembersTable.js';
import { StatusField } from '../ui/StatusField.js';
import { useNumber } from '../ui/use-number.js';
import { ListImports } from './ListImports.js';

export default function ListShow() {
  return (
    <Show component="div" actions={<Actions />}>
      <ListPage />
    </Show>
  );
}

const Actions = () => (
  <TopToolbar>
    <EditButton />
    <DeleteWithConfirmButton mutationMode="pessimistic" />
  </TopToolbar>
);

/** Who is on a list, and the files they came from. */
function ListPage() {
  const list = useRecordContext<CustomerList>();
  const translate = useTranslate();
  const number = useNumber();
  if (!list) return null;
  return (
    <Box sx={columns}>
      <Box sx={{ minWidth: 0 }}>
        <Typography variant="h1" component="h2">
          {list.name}
        </Typography>
        <Typography color="textSecondary" sx={{ mb: 2 }}>
          {list.description}
        </Typography>
        {/* Counted anew after an import. */}
        <MembersTable key={list.customer_count} path={`lists/${list.id}/members`} />
      </Box>
      <Box sx={{ display: 'grid', gap: 2, order: { xs: -1, lg: 0 } }}>
        <Card sx={{ p: 2.5 }}>
          <Typography sx={{ fontSize: '2.25rem', fontWeight: 650, lineHeight: 1.2 }}>
            {number(list.customer_count)}
          </Typography>
          <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
            {translate('targeting.lists.now', { smart_count: list.customer_count })}
          </Typography>
          {list.unmatched_count > 0 && (
            <Typography variant="body2" sx={{ mb: 1.5 }}>
              {translate('targeting.lists.unmatched', {
                smart_count: list.unmatched_count,
                count: number(list.unmatched_count),
              })}
            </Typography>
          )}
          <StatusField status={list.status} />
        </Card>
        <ListImports id={list.id} />
      </Box>
    </Box>
  );
}

const columns = {
  display: 'grid',
  gap: 3,
  alignItems: 'start',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 380px' },
};
