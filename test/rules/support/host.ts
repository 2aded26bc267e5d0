import type {
  Catalogue,
  CustomerTable,
  EventTable,
  EventType,
  Field,
  FieldSource,
  FieldType,
} from 'nest-targeting/rules';

/** A host with a column of every type, JSON of both kinds, and names that must be quoted. */
export const hostTables = [
  `CREATE SCHEMA host`,
  `CREATE TYPE host.mood AS ENUM ('calm', 'Wild', 'ÉTÉ')`,
  `CREATE TABLE host.people (
     id integer PRIMARY KEY, mail text, full_name text, code text,
     c_text text, c_char char(6), c_enum host.mood, c_uuid uuid,
     c_int integer, c_numeric numeric, c_float double precision, c_real real, c_bool boolean,
     c_day date, c_instant timestamptz, c_timestamp timestamp,
     c_texts text[], c_numbers numeric[], c_doc json, "o'd""d $1" jsonb, c_extra json)`,
  `CREATE TABLE host.activities (
     person integer NOT NULL, kind text NOT NULL, at timestamptz NOT NULL, price numeric, due timestamptz, data jsonb)`,
  `CREATE INDEX ON host.activities (person, kind, at)`,
  `CREATE TABLE host.orders (buyer integer, placed timestamp NOT NULL, total double precision, note text, paid boolean, ship date)`,
  `CREATE INDEX ON host.orders (buyer, placed)`,
];

const field = (name: string, type: FieldType, source: FieldSource): Field => ({
  name,
  label: `the ${name}`,
  type,
  source,
});

const byName = <T extends { name: string }>(items: readonly T[]) =>
  new Map(items.map((item) => [item.name, item]));

const json = (column: string, prefix: string, keys: Record<string, FieldType>, isJsonText = false): Field[] =>
  Object.entries(keys).map(([jsonKey, type]) =>
    field(`${prefix}${jsonKey}`, type, { column, jsonKey, isJsonText }),
  );

/** A key that tries to break out of its quotes. */
export const hostileKey = `it's "x" $1 \\ -- %_`;

const fields: Field[] = [
  field('c_text', 'text', { column: 'c_text', columnType: 'text' }),
  field('c_char', 'text', { column: 'c_char', columnType: 'text' }),
  field('c_enum', 'text', { column: 'c_enum', columnType: 'text' }),
  field('c_uuid', 'text', { column: 'c_uuid', columnType: 'text' }),
  field('c_int', 'number', { column: 'c_int', columnType: 'integer' }),
  field('c_numeric', 'number', { column: 'c_numeric', columnType: 'number' }),
  field('c_float', 'number', { column: 'c_float', columnType: 'float' }),
  field('c_real', 'number', { column: 'c_real', columnType: 'float' }),
  field('c_bool', 'boolean', { column: 'c_bool', columnType: 'boolean' }),
  field('c_day', 'date', { column: 'c_day', columnType: 'day' }),
  field('c_instant', 'date', { column: 'c_instant', columnType: 'instant' }),
  field('c_timestamp', 'date', { column: 'c_timestamp', columnType: 'timestamp' }),
  field('c_texts', 'array', { column: 'c_texts', columnType: 'array' }),
  field('c_numbers', 'array', { column: 'c_numbers', columnType: 'array' }),
  ...(['text', 'number', 'boolean', 'date', 'array'] as const).map((type) =>
    field(`doc_${type}`, type, { column: 'c_doc', columnType: 'json', isJsonText: true }),
  ),
  ...json(`o'd"d $1`, 'attributes.', {
    motto: 'text',
    [hostileKey]: 'text',
    points: 'number',
    goal: 'number',
    flag: 'boolean',
    joined: 'date',
    born: 'date',
    tags: 'array',
  }),
  ...json('c_extra', 'extra.', { word: 'text', level: 'number', since: 'date' }, true),
];

const activities: EventTable = {
  table: ['host', 'activities'],
  customerColumn: 'person',
  atColumn: 'at',
  atIsUtc: false,
  typeColumn: 'kind',
};

const activity = (name: string): EventType => ({
  name,
  label: `the ${name}`,
  table: activities,
  properties: byName([
    field('price', 'number', { column: 'price', columnType: 'number' }),
    field('due', 'date', { column: 'due', columnType: 'instant' }),
    ...json('data', '', { amount: 'number', item: 'text', gift: 'boolean', day: 'date', tags: 'array' }),
  ]),
});

const order: EventType = {
  name: 'order',
  label: 'the order',
  table: { table: ['host', 'orders'], customerColumn: 'buyer', atColumn: 'placed', atIsUtc: true },
  properties: byName([
    field('total', 'number', { column: 'total', columnType: 'float' }),
    field('note', 'text', { column: 'note', columnType: 'text' }),
    field('paid', 'boolean', { column: 'paid', columnType: 'boolean' }),
    field('ship', 'date', { column: 'ship', columnType: 'day' }),
  ]),
};

export const hostileEvent = `o'rder"; DROP -- $1`;

const customer: CustomerTable = {
  table: ['host', 'people'],
  keyColumn: 'id',
  keyType: 'integer',
  nameColumn: 'full_name',
  emailColumn: 'mail',
  externalIdColumn: 'code',
};

export const hostCatalogue: Catalogue = {
  customer,
  active: null,
  consent: null,
  fields: byName(fields),
  events: byName([activity('purchase'), activity('visit'), activity(hostileEvent), order]),
};
