import { AgoField, EmptyState, ListBody, NameField, PhoneList, PhoneSort } from 'ra-targeting';
import {
  CreateButton,
  DataTable,
  FilterButton,
  List,
  SearchInput,
  SelectInput,
  TextInput,
  TopToolbar,
} from 'react-admin';
import { type Customer, spaced } from './customer.js';
import { ImportCustomersButton } from './ImportCustomersButton.js';
import { SubscribedField } from './SubscribedField.js';

const filters = [
  <SearchInput key="q" source="q" alwaysOn />,
  <SelectInput
    key="subscribed"
    source="subscribed"
    choices={['true', 'false', 'null'].map((id) => ({ id, name: `customers.subscribed.${id}` }))}
    alwaysOn
  />,
  <TextInput key="status" source="status" />,
];

export default function CustomerList() {
  return (
    <List
      filters={filters}
      actions={<Actions />}
      sort={{ field: 'id', order: 'ASC' }}
      empty={<Empty />}
      perPage={25}
    >
      <ListBody
        phone={
          <PhoneList
            name={(customer: Customer) => customer.name}
            below={({ email }: Customer) => email}
            end={() => <SubscribedField />}
          />
        }
      >
        <DataTable bulkActionButtons={false} hover>
          <DataTable.Col source="name">
            <NameField below="email" />
          </DataTable.Col>
          <DataTable.Col source="external_id" />
          <DataTable.Col source="status" render={({ status }: Customer) => spaced(status)} />
          <DataTable.Col source="subscribed" field={SubscribedField} />
          <DataTable.NumberCol source="score" />
          <DataTable.Col source="created_at">
            <AgoField source="created_at" />
          </DataTable.Col>
        </DataTable>
      </ListBody>
    </List>
  );
}

const Actions = () => (
  <TopToolbar>
    <FilterButton />
    <PhoneSort fields={['name', 'score', 'created_at']} />
    <ImportCustomersButton />
    <CreateButton />
  </TopToolbar>
);

const Empty = () => (
  <EmptyState title="customers.empty.title" text="customers.empty.text">
    <ImportCustomersButton />
  </EmptyState>
);
