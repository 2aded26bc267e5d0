import { Box } from '@mui/material';
import { DataTable, SelectInput, useRecordContext } from 'react-admin';
import type { Segment } from '../data-provider/types.js';
import { CompareButton } from '../overlap/CompareButton.js';
import { capital } from '../ui/capital.js';
import { CountField } from '../ui/CountField.js';
import { DefinitionList } from '../ui/DefinitionList.js';
import { twoLines } from '../ui/two-lines.js';
import { UsedByField } from '../ui/UsedByField.js';

const types = (['dynamic', 'static'] as const).map((id) => ({ id, name: `targeting.segments.type.${id}` }));

export default function SegmentList() {
  return (
    <DefinitionList<Segment>
      below={({ summary }) => capital(summary)}
      bulkActions={<CompareButton />}
      filters={[<SelectInput key="type" source="segment_type" choices={types} alwaysOn />]}
    >
      <DataTable.Col source="summary" disableSort sx={{ minWidth: 220 }}>
        <SummaryField />
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

/** What a segment says; all of it on pointing. */
function SummaryField() {
  const text = capital(useRecordContext<Segment>()?.summary ?? '');
  return (
    <Box component="span" title={text} sx={twoLines}>
      {text}
    </Box>
  );
}
