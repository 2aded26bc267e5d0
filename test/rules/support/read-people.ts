import { Big } from 'big.js';
import { parse } from 'lossless-json';
import { jsonSql, quoteIdentifier, quoteTable, SqlWriter } from 'nest-targeting/rules';
import type { Catalogue, EventType, Field, Person, PersonEvent, Values } from 'nest-targeting/rules';
import type pg from 'pg';

/** What the reader cannot know: the lists and contacts that the test has put there. */
export type Standing = Pick<Person, 'lists' | 'contacts'>;

/** Everyone, as rules see them in memory: each field by its JSON form. */
export async function readPeople(
  client: pg.Client,
  catalogue: Catalogue,
  standingOf: (key: number) => Standing,
): Promise<Person[]> {
  const { table, keyColumn } = catalogue.customer;
  const events = await readEvents(client, catalogue);
  const rows = await select(client, quoteTable(table), quoteIdentifier(keyColumn), catalogue.fields, 'TRUE');
  return rows.map(({ key, values }) => ({
    key: key as number,
    values,
    events: events.filter(({ customer }) => customer === key).map(({ event }) => event),
    ...standingOf(key as number),
  }));
}

async function readEvents(client: pg.Client, catalogue: Catalogue) {
  const found: { customer: unknown; event: PersonEvent }[] = [];
  for (const type of catalogue.events.values())
    for (const { key, at, values } of await eventsOf(client, type))
      found.push({ customer: key, event: { type: type.name, at, properties: values } });
  return found;
}

function eventsOf(client: pg.Client, { name, table, properties }: EventType) {
  const { customerColumn, atColumn, atIsUtc, typeColumn } = table;
  const at = atIsUtc ? `${quoteIdentifier(atColumn)} AT TIME ZONE 'UTC'` : quoteIdentifier(atColumn);
  const where = typeColumn ? `${quoteIdentifier(typeColumn)} = '${name.replaceAll("'", "''")}'` : 'TRUE';
  return select(client, quoteTable(table.table), quoteIdentifier(customerColumn), properties, where, at);
}

async function select(
  client: pg.Client,
  table: string,
  key: string,
  fields: ReadonlyMap<string, Field>,
  where: string,
  at = 'now()',
) {
  const writer = new SqlWriter();
  const names = [...fields.keys()];
  const values = names.map((name) => `(${jsonSql({ field: fields.get(name)!, alias: 'c', writer })})::text`);
  const { rows } = await client.query<[unknown, string, ...(string | null)[]]>({
    text: `SELECT ${key}, floor(extract(epoch FROM ${at}) * 1000)::text, ${values.join(', ')} FROM ${table} c WHERE ${where} ORDER BY 1`,
    values: writer.params,
    rowMode: 'array',
  });
  return rows.map(([customer, instant, ...texts]) => ({
    key: customer,
    at: Number(instant),
    values: valuesOf(names, texts),
  }));
}

const valuesOf = (names: readonly string[], texts: readonly (string | null)[]): Values =>
  new Map(
    names.flatMap((name, index) => {
      const text = texts[index];
      return text === null || text === undefined ? [] : [[name, parseExactly(text)] as const];
    }),
  );

/** JSON whose numbers stay exact. */
export const parseExactly = (text: string): unknown =>
  parse(text, null, { parseNumber: (number) => new Big(number) });
