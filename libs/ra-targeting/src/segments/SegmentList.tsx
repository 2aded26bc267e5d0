import { DataTable, FunctionField, List, SearchInput, SelectInput } from 'react-admin';
import type { Segment } from '../data-provider/types.js';
import { capital } from '../ui/capital.js';
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
  <SelectInput
    key="type"
    source="segment_type"
    choices={['dynamic', 'static'].map((id) => ({ id, name: `targeting.segments.type.${id}` }))}
  />,
];

export default function SegmentList() {
  return (
    <List filters={filters} exporter={false} sort={{ field: 'updated_at', order: 'DESC' }} empty={<Empty />}>
      <ListBody
        phone={
          <PhoneList<Segment>
            name={({ name }) => name}
            below={({ summary }) => capital(summary)}
            end={() => <CountField short />}
          />
        }
      >
        <DataTable bulkActionButtons={<ArchiveButton />} hover>
          <DataTable.Col source="name">
            <NameField below="description" />
          </DataTable.Col>
          <DataTable.Col source="summary" disableSort>
            <FunctionField<Segment> render={({ summary }) => capital(summary)} />
          </DataTable.Col>
          <DataTable.Col source="customer_count" align="right">
            <CountField />
          </DataTable.Col>
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
    title="targeting.segments.empty.title"
    text="targeting.segments.empty.text"
    action="targeting.segments.empty.action"
  />
);
