import { DataTable, FunctionField, SelectInput } from 'react-admin';
import type { Segment } from '../data-provider/types.js';
import { capital } from '../ui/capital.js';
import { CountField } from '../ui/CountField.js';
import { DefinitionList } from '../ui/DefinitionList.js';
import { UsedByField } from '../ui/UsedByField.js';

const types = (['dynamic', 'static'] as const).map((id) => ({ id, name: `targeting.segments.type.${id}` }));

export default function SegmentList() {
  return (
    <DefinitionList<Segment>
      below={({ summary }) => capital(summary)}
      filters={[<SelectInput key="type" source="segment_type" choices={types} alwaysOn />]}
    >
      <DataTable.Col source="summary" disableSort sx={{ minWidth: 220 }}>
        <FunctionField<Segment> render={({ summary }) => capital(summary)} />
      </DataTable.Col>
      <DataTable.Col source="customer_count" align="right">
        <CountField />
      </DataTable.Col>
      <DataTable.Col source="used_by" disableSort>
        <UsedByField />
      </DataTable.Col>
    </DefinitionList>
  );
}
