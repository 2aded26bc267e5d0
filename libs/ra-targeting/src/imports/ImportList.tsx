import { DataTable, List, SearchInput, SelectInput } from 'react-admin';
import type { ListImport } from '../data-provider/types.js';
import { AgoField } from '../ui/AgoField.js';
import { EmptyState } from '../ui/EmptyState.js';
import { ListBody } from '../ui/ListBody.js';
import { PhoneList } from '../ui/PhoneList.js';
import { IntoField } from './IntoField.js';
import { StatusField } from '../ui/StatusField.js';

const filters = [
  <SearchInput key="q" source="q" alwaysOn />,
  <SelectInput
    key="status"
    source="status"
    choices={['running', 'completed', 'failed', 'undone'].map((id) => ({
      id,
      name: `targeting.status.${id}`,
    }))}
    alwaysOn
  />,
];

const numbers = ['rows', 'matched', 'created', 'duplicates', 'unmatched', 'rejected'];

export default function ImportList() {
  return (
    <List filters={filters} exporter={false} sort={{ field: 'id', order: 'DESC' }} empty={<Empty />}>
      <ListBody phone={<PhoneList<ListImport> name={({ file_name: file }) => file} />}>
        <DataTable bulkActionButtons={false} hover>
          <DataTable.Col source="file_name" disableSort />
          <DataTable.Col source="list_id" disableSort>
            <IntoField />
          </DataTable.Col>
          {numbers.map((source) => (
            <DataTable.NumberCol key={source} source={source} disableSort />
          ))}
          <DataTable.Col source="status" disableSort>
            <StatusField />
          </DataTable.Col>
          <DataTable.Col source="created_at" disableSort>
            <AgoField source="created_at" />
          </DataTable.Col>
        </DataTable>
      </ListBody>
    </List>
  );
}

const Empty = () => <EmptyState title="targeting.imports.empty.title" text="targeting.imports.empty.text" />;
