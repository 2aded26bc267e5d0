import {
  AgoField,
  type Campaign,
  EmptyState,
  ListBody,
  NameField,
  PhoneList,
  PhoneSort,
  StatusField,
} from 'ra-targeting';
import { CreateButton, DataTable, List, SearchInput, SelectInput, TopToolbar } from 'react-admin';
import { TargetField } from './TargetField.js';

const filters = [
  <SearchInput key="q" source="q" alwaysOn />,
  <SelectInput
    key="status"
    source="status"
    choices={['draft', 'sending', 'sent', 'failed'].map((id) => ({ id, name: `targeting.status.${id}` }))}
    alwaysOn
  />,
];

export default function CampaignList() {
  return (
    <List
      filters={filters}
      actions={<Actions />}
      exporter={false}
      sort={{ field: 'id', order: 'DESC' }}
      empty={<Empty />}
    >
      <ListBody phone={<PhoneList<Campaign> name={({ name }) => name} below={() => <TargetField />} />}>
        <DataTable bulkActionButtons={false} hover>
          <DataTable.Col source="name">
            <NameField />
          </DataTable.Col>
          <DataTable.Col source="target" disableSort>
            <TargetField />
          </DataTable.Col>
          <DataTable.NumberCol source="recipient_count" disableSort />
          <DataTable.Col source="status">
            <StatusField />
          </DataTable.Col>
          <DataTable.Col source="sent_at" disableSort>
            <AgoField source="sent_at" />
          </DataTable.Col>
        </DataTable>
      </ListBody>
    </List>
  );
}

const Actions = () => (
  <TopToolbar>
    <PhoneSort fields={['name', 'status', 'created_at']} />
    <CreateButton />
  </TopToolbar>
);

const Empty = () => (
  <EmptyState title="campaigns.empty.title" text="campaigns.empty.text" action="campaigns.empty.action" />
);
