import {
  DataTable,
  List,
  ReferenceField,
  SearchInput,
  SelectInput,
  useResourceDefinitions,
} from 'react-admin';
import type { Audience } from '../data-provider/types.js';
import { AgoField } from '../ui/AgoField.js';
import { ArchiveButton } from '../ui/ArchiveButton.js';
import { CountField } from '../ui/CountField.js';
import { EmptyState } from '../ui/EmptyState.js';
import { ListBody } from '../ui/ListBody.js';
import { NameField } from '../ui/NameField.js';
import { PhoneList } from '../ui/PhoneList.js';
import { StatusField } from '../ui/StatusField.js';
import { statusChoices } from '../ui/status-choices.js';
import { ExcludesField, IncludesField } from './DefinitionChips.js';

const filters = [
  <SearchInput key="q" source="q" alwaysOn />,
  <SelectInput key="status" source="status" choices={statusChoices} alwaysOn />,
];

export default function AudienceList() {
  const hasCampaigns = Boolean(useResourceDefinitions()['campaigns']);
  return (
    <List filters={filters} exporter={false} sort={{ field: 'updated_at', order: 'DESC' }} empty={<Empty />}>
      <ListBody
        phone={
          <PhoneList<Audience>
            name={({ name }) => name}
            below={({ description }) => description}
            end={() => <CountField short />}
          />
        }
      >
        <DataTable bulkActionButtons={<ArchiveButton />} hover>
          <DataTable.Col source="name" sx={{ minWidth: 200 }}>
            <NameField below="description" />
          </DataTable.Col>
          <DataTable.Col source="includes" disableSort>
            <IncludesField />
          </DataTable.Col>
          <DataTable.Col source="excludes" disableSort>
            <ExcludesField />
          </DataTable.Col>
          <DataTable.Col source="customer_count" align="right">
            <CountField />
          </DataTable.Col>
          {hasCampaigns && (
            <DataTable.Col source="campaign_id" disableSort>
              <ReferenceField source="campaign_id" reference="campaigns" emptyText="–" />
            </DataTable.Col>
          )}
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
    title="targeting.audiences.empty.title"
    text="targeting.audiences.empty.text"
    action="targeting.audiences.empty.action"
  />
);
