import { Box, Typography } from '@mui/material';
import {
  DeleteWithConfirmButton,
  EditButton,
  Show,
  TabbedShowLayout,
  TopToolbar,
  useRecordContext,
  useTranslate,
} from 'react-admin';
import type { CustomerList } from '../data-provider/types.js';
import { ImportHistory } from '../imports/ImportHistory.js';
import { MembersTable } from '../members/MembersTable.js';
import { CountCard } from '../ui/CountCard.js';
import { FactsLayout } from '../ui/FactsLayout.js';
import { ResourceUsage } from '../ui/ResourceUsage.js';
import { StatusField } from '../ui/StatusField.js';
import { useNumber } from '../ui/use-number.js';
import { History } from '../versions/History.js';

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
  const { id, name, description, customer_count: count, unmatched_count: unmatched, status } = list;
  return (
    <FactsLayout
      head={
        <Box sx={{ mb: 3 }}>
          <Typography variant="h1" component="h2">
            {name}
          </Typography>
          <Typography color="textSecondary">{description}</Typography>
        </Box>
      }
      count={
        <CountCard count={count} label={translate('targeting.lists.now', { smart_count: count })}>
          {unmatched > 0 && (
            <Typography variant="body2" sx={{ mb: 1.5 }}>
              {translate('targeting.lists.unmatched', { smart_count: unmatched, count: number(unmatched) })}
            </Typography>
          )}
          <StatusField status={status} />
        </CountCard>
      }
      facts={
        <>
          <ImportHistory resource="lists" id={id} listId={id} />
          <ResourceUsage resource="lists" id={id} />
        </>
      }
      width={360}
    >
      <TabbedShowLayout sx={{ '& .RaTabbedShowLayout-content': { px: 0, pb: 0 } }}>
        <TabbedShowLayout.Tab label="targeting.members.title">
          <MembersTable key={id} path={`lists/${id}/members`} count={count} />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label="targeting.versions.tab" path="history">
          <History target="lists" />
        </TabbedShowLayout.Tab>
      </TabbedShowLayout>
    </FactsLayout>
  );
}
