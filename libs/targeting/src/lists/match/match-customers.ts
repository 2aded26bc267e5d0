import { quoteTable } from '../../rules/index.js';
import type { IdentifierKind } from '../../rules/list-membership.js';
import type { View } from '../../host/consistent-read.js';
import { customerColumns } from '../../targets/customer-sql.js';
import type { PersonResponse } from '../../targets/member.dto.js';
import { hasIdentifier, identifierReader } from '../identifiers.js';
import type { MatchedResponse } from './match.dto.js';

/** Finds whom addresses and ids name, each by itself. */
export async function matchCustomers(identifiers: readonly string[], view: View): Promise<MatchedResponse[]> {
  const byEmail = await found('email', identifiers, isAddress, view);
  const byId = await found('id', identifiers, isId, view);
  const { externalIdColumn } = view.catalogue.customer;
  const byExternalId = externalIdColumn ? await found('external_id', identifiers, isId, view) : byId;
  return identifiers.map((identifier, position) => {
    if (isAddress(identifier)) return matched(identifier, 'email', byEmail.at(position));
    const [one, other] = [byId.at(position), byExternalId.at(position)];
    if (!one && !other) return matched(identifier, 'id', undefined);
    const people = distinct([...(one ?? []), ...(other ?? [])]);
    return { ...matched(identifier, 'id', people), ...(people.length > 1 && { outcome: 'ambiguous' }) };
  });
}

const isAddress = (text: string): boolean => text.includes('@');
const isId = (text: string): boolean => !isAddress(text);

/** Customers by the position of the identifier that names them; undefined for what is no identifier of the kind. */
async function found(
  kind: IdentifierKind,
  identifiers: readonly string[],
  isMeant: (text: string) => boolean,
  { manager, catalogue: { customer } }: View,
): Promise<(PersonResponse[] | undefined)[]> {
  const read = identifierReader(kind, customer.keyType);
  const readings = identifiers.map((text) => (isMeant(text) ? read(text) : undefined));
  const people = readings.map((reading): PersonResponse[] | undefined =>
    reading && 'value' in reading ? [] : undefined,
  );
  const values = readings.map((reading) => (reading && 'value' in reading ? reading.value : null));
  const rows = await manager.query<(PersonResponse & { position: number })[]>(
    `SELECT i.position::int - 1 AS position, ${customerColumns(customer)}
     FROM unnest($1::text[]) WITH ORDINALITY i(value, position)
     JOIN ${quoteTable(customer.table)} c ON ${hasIdentifier(kind, customer, 'i.value')}`,
    [values],
  );
  for (const { position, ...person } of rows) people[position]!.push(person);
  return people;
}

const matched = (
  identifier: string,
  kind: 'email' | 'id',
  customers: PersonResponse[] | undefined,
): MatchedResponse => ({
  identifier,
  kind: customers ? kind : null,
  outcome: !customers ? 'invalid' : customers.length > 0 ? 'found' : 'unknown',
  customers: customers ?? [],
});

const distinct = (people: PersonResponse[]): PersonResponse[] => [
  ...new Map(people.map((person) => [person.id, person])).values(),
];
