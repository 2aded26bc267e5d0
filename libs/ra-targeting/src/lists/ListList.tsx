import { DataTable } from 'react-admin';
import type { CustomerList } from '../data-provider/types.js';
import { DefinitionList } from '../ui/DefinitionList.js';
import { UsedByField } from '../ui/UsedByField.js';

export default function ListList() {
  return (
    <DefinitionList<CustomerList> below={({ description }) => description}>
      <DataTable.NumberCol source="customer_count" disableSort />
      <DataTable.NumberCol source="unmatched_count" disableSort />
      <DataTable.Col source="used_by" disableSort>
        <UsedByField />
      </DataTable.Col>
    </DefinitionList>
  );
}
