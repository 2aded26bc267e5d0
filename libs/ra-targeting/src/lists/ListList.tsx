import { DataTable, List, SearchInput, SelectInput } from 'react-admin';
import type { CustomerList } from '../data-provider/types.js';
import { AgoField } from '../ui/AgoField.js';
import { ArchiveButton } from '../ui/ArchiveButton.js';
import { CountField } from '../ui/CountField.js';
import { EmptyState } from '../ui/EmptyState.js';
import { ListBody } from '../ui/ListBody.js';
import { NameField } from '../ui/NameField.js';
import { PhoneList } from '../ui/PhoneList.js';
import { StatusField } from '../ui/StatusField.js';
import { statusChoices } from '../ui/status-choices.js';

const filters = [
  <SearchInput key="q" source="q" alwaysOn />,
  <SelectInput key="status" source="status" choices={statusChoices} alwaysOn />,
];

export default function ListList() {
  return (
    <List filters={filters} exporter={false} sort={{ field: 'updated_at', order: 'DESC' }} empty={<Empty />}>
      <ListBody
        phone={
          <PhoneList<CustomerList>
            name={({ name }) => name}
            below={({ description }) => description}
            end={() => <CountField short />}
          />
        }
      >
        <DataTable bulkActionButtons={<ArchiveButton />} hover>
          <DataTable.Col source="name">
            <NameField below="description" />
          </DataTable.Col>
          <DataTable.NumberCol source="customer_count" disableSort />
          <DataTable.NumberCol source="unmatched_count" disableSort />
          <DataTable.Col source="status">
            <StatusField />
          </DataTable.Col>
          <DataTable.Col source="updated_at">
            <AgoField source="updated_at" />
          </DataTable.Col>
        </DataTable>
      </ListBody>
    </List>
  );
}

const Empty = () => (
  <EmptyState
    title="targeting.lists.empty.title"
    text="targeting.lists.empty.text"
    action="targeting.lists.empty.action"
  />
);
