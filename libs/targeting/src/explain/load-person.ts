import { parse } from 'lossless-json';
import { Big } from 'big.js';
import type { View } from '../host/consistent-read.js';
import {
  type EventType,
  type Field,
  jsonSql,
  type Key,
  type Person,
  type PersonEvent,
  quoteIdentifier,
  quoteTable,
  type Rule,
  SqlWriter,
} from '../rules/index.js';
import { listMembership } from '../rules/list-membership.js';
import { customerColumns } from '../targets/customer-sql.js';
import { askedOf } from './asked-of.js';

export interface LoadedPerson extends Person {
  readonly name: string | null;
  readonly email: string | null;
}

/** Reads everything that the rules ask of one customer. Undefined when there is no such customer. */
export async function loadPerson(
  key: Key,
  rules: readonly Rule[],
  view: View,
): Promise<LoadedPerson | undefined> {
  const { fields, events, lists } = askedOf(rules);
  const person = await loadValues(key, fields, lists, view);
  if (!person) return undefined;
  const loaded: PersonEvent[] = [];
  for (const event of events) loaded.push(...(await loadEvents(key, event, view)));
  return { ...person, events: loaded, contacts: await loadContacts(key, view) };
}

async function loadValues(
  key: Key,
  fields: readonly Field[],
  lists: readonly number[],
  { catalogue, manager }: View,
) {
  const { customer } = catalogue;
  const writer = new SqlWriter();
  const values = fields.map((field) => jsonSql({ field, alias: 'c', writer }));
  const memberships = lists.map((id) =>
    listMembership(customer, 'c', writer.param(id, 'integer'), ' OFFSET 0'),
  );
  const [row] = await manager.query<
    { id: Key; name: string | null; email: string | null; values: string; lists: boolean[] }[]
  >(
    `SELECT ${customerColumns(customer)}, ${jsonArray(values)} AS values, ARRAY[${memberships.map((sql) => `(${sql})`).join(', ')}]::boolean[] AS lists
       FROM ${quoteTable(customer.table)} c WHERE c.${quoteIdentifier(customer.keyColumn)} = ${writer.param(key, customer.keyType)}`,
    writer.params,
  );
  if (!row) return undefined;
  return {
    // As the database writes it: a uuid may have been asked for in capitals.
    key: row.id,
    name: row.name,
    email: row.email,
    values: named(fields, row.values),
    lists: new Set(lists.filter((_, position) => row.lists[position])),
  };
}

async function loadEvents(key: Key, event: EventType, { catalogue, manager }: View): Promise<PersonEvent[]> {
  const writer = new SqlWriter();
  const { table, customerColumn, atColumn, atIsUtc, typeColumn } = event.table;
  const fields = [...event.properties.values()];
  const at = `e.${quoteIdentifier(atColumn)}`;
  const instant = atIsUtc ? `(${at} AT TIME ZONE 'UTC')` : at;
  const conditions = [
    `e.${quoteIdentifier(customerColumn)} = ${writer.param(key, catalogue.customer.keyType)}`,
    ...(typeColumn ? [`e.${quoteIdentifier(typeColumn)} = ${writer.param(event.name, 'text')}`] : []),
    `${at} < 'infinity'`,
  ];
  const rows = await manager.query<{ at: string; values: string }[]>(
    // What was before all time was before every window: the earliest instant there is says the same.
    `SELECT (extract(epoch FROM date_trunc('milliseconds', greatest(${instant}, '4714-11-24 00:00:00+00 BC'))) * 1000)::bigint AS at,
       ${jsonArray(fields.map((field) => jsonSql({ field, alias: 'e', writer })))} AS values
     FROM ${quoteTable(table)} e WHERE ${conditions.join(' AND ')}`,
    writer.params,
  );
  return rows.map((row) => ({ type: event.name, at: Number(row.at), properties: named(fields, row.values) }));
}

async function loadContacts(key: Key, { catalogue, manager }: View) {
  const rows = await manager.query<{ campaign_id: string; contacted_at: Date }[]>(
    `SELECT campaign_id, contacted_at FROM targeting.contacts WHERE customer_id = $1::${catalogue.customer.keyType}`,
    [key],
  );
  return rows.map((row) => ({ campaignId: row.campaign_id, at: row.contacted_at.getTime() }));
}

/** As text, so that numbers are read without loss. */
const jsonArray = (values: readonly string[]) => `to_jsonb(ARRAY[${values.join(', ')}]::jsonb[])::text`;

const named = (fields: readonly Field[], json: string): ReadonlyMap<string, unknown> => {
  const values = parse(json, null, { parseNumber: (text) => new Big(text) }) as unknown[];
  return new Map(fields.map(({ name }, position) => [name, values[position]]));
};
