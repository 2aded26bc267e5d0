import { DataTable, ReferenceField, useResourceDefinitions } from 'react-admin';
import type { Audience } from '../data-provider/types.js';
import { CountField } from '../ui/CountField.js';
import { DefinitionList } from '../ui/DefinitionList.js';
import { ExcludesField, IncludesField } from './DefinitionChips.js';

export default function AudienceList() {
  const hasCampaigns = Boolean(useResourceDefinitions()['campaigns']);
  return (
    <DefinitionList<Audience> below={({ description }) => description} nameWidth={180}>
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
        <DataTable.Col source="campaign_id" disableSort sx={{ minWidth: 130 }}>
          <ReferenceField source="campaign_id" reference="campaigns" emptyText="–" />
        </DataTable.Col>
      )}
    </DefinitionList>
  );
}
