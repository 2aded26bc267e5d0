import { Children, type ReactElement, type ReactNode } from 'react';
import {
  CreateButton,
  DataTable,
  List,
  type RaRecord,
  SearchInput,
  TopToolbar,
  useListContext,
  useResourceContext,
} from 'react-admin';
import { HelpButton } from '../help/HelpButton.js';
import { WhenToUse } from '../help/WhenToUse.js';
import { AgoField } from './AgoField.js';
import { BulkStatusButton } from './BulkStatusButton.js';
import { CountField } from './CountField.js';
import { EmptyState } from './EmptyState.js';
import { ListBody } from './ListBody.js';
import { NameField } from './NameField.js';
import { PhoneList } from './PhoneList.js';
import { PhoneSort } from './PhoneSort.js';
import { currentOnes, StatusFilter } from './StatusFilter.js';
import { StatusField } from './StatusField.js';

interface DefinitionListProps<T extends RaRecord> {
  /** On a phone: the line below the name. */
  below: (record: T) => ReactNode;
  /** Beside the search and the status. */
  filters?: ReactElement[];
  /** Pixels that the name has at least. */
  nameWidth?: number;
  /** What can be done with several, beside archiving. */
  bulkActions?: ReactNode;
  /** The columns between the name and the status. */
  children: ReactNode;
}

/** A list of segments, audiences or lists: they are named, counted, filtered and archived alike. */
export function DefinitionList<T extends RaRecord>({
  below,
  filters = [],
  nameWidth = 220,
  bulkActions,
  children,
}: DefinitionListProps<T>) {
  return (
    <List
      filters={[
        <SearchInput key="q" source="q" alwaysOn />,
        <StatusFilter key="status" source="status" alwaysOn />,
        ...filters,
      ]}
      filterDefaultValues={currentOnes}
      actions={<Actions />}
      exporter={false}
      sort={{ field: 'updated_at', order: 'DESC' }}
      empty={false}
      sx={{ mt: 1 }}
    >
      <UnlessEmpty>
        <ListBody
          phone={
            <PhoneList<T>
              name={({ name }) => name as ReactNode}
              below={below}
              end={() => <CountField short />}
            />
          }
        >
          <DataTable
            bulkActionButtons={
              <>
                {bulkActions}
                <BulkStatusButton />
              </>
            }
            hover
          >
            <DataTable.Col source="name" sx={{ minWidth: nameWidth }}>
              <NameField below="description" />
            </DataTable.Col>
            {Children.toArray(children)}
            <DataTable.Col source="status">
              <StatusField />
            </DataTable.Col>
            <DataTable.Col source="updated_at">
              <AgoField source="updated_at" />
            </DataTable.Col>
          </DataTable>
        </ListBody>
      </UnlessEmpty>
    </List>
  );
}

const Actions = () => (
  <TopToolbar>
    <HelpButton withLabel />
    <PhoneSort fields={['name', 'updated_at']} />
    <CreateButton />
  </TopToolbar>
);

/** While there is nothing, and it is not for the filters: what would be here. */
function UnlessEmpty({ children }: { children: ReactNode }) {
  const { total, filterValues, isPending, error } = useListContext();
  const resource = useResourceContext() ?? '';
  const isNarrowed = JSON.stringify(filterValues) !== JSON.stringify(currentOnes);
  if (isPending || error || total !== 0 || isNarrowed) return <>{children}</>;
  return (
    <EmptyState
      title={`targeting.${resource}.empty.title`}
      text={`targeting.${resource}.empty.text`}
      action={`targeting.${resource}.empty.action`}
    >
      <WhenToUse />
    </EmptyState>
  );
}
