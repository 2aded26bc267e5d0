import type { Person } from 'nest-targeting/rules';
import { bucketOf, bucketOfKey } from '../../../libs/targeting/src/rules/list-membership.js';
import type pg from 'pg';
import { hostCatalogue } from './host.js';
import { isoInstant } from './moments.js';
import { readPeople } from './read-people.js';
import { listedIn, listRows } from './listed.js';
import { contactOf, type Row, type SomePerson, type World } from './world.js';

const text = (value: string) => value;
const as = (type: string) => (value: string) => `${value}::${type}`;
const arrayOf = (type: string) => (value: string) =>
  `CASE WHEN ${value} IS NOT NULL THEN ARRAY(SELECT item::${type} FROM jsonb_array_elements_text(${value}::jsonb) item) END`;
const utc = (value: string) => `${value}::timestamptz AT TIME ZONE 'UTC'`;

const personColumns = {
  id: as('int'),
  mail: text,
  code: text,
  c_text: text,
  c_char: text,
  c_enum: as('host.mood'),
  c_uuid: as('uuid'),
  c_int: as('int'),
  c_numeric: as('numeric'),
  c_float: as('float8'),
  c_real: as('float4'),
  c_bool: as('boolean'),
  c_day: as('date'),
  c_instant: as('timestamptz'),
  c_timestamp: utc,
  c_texts: arrayOf('text'),
  c_numbers: arrayOf('numeric'),
  c_doc: as('json'),
  [`o'd"d $1`]: as('jsonb'),
  c_extra: as('json'),
};
const activityColumns = {
  person: as('int'),
  kind: text,
  at: as('timestamptz'),
  price: as('numeric'),
  due: as('timestamptz'),
  data: as('jsonb'),
};
const memberColumns = {
  list_id: as('int'),
  bucket: (value: string) => bucketOfKey(`${value}::int`, 'integer'),
  // They share their row with another.
  customers: (value: string) => `ARRAY[0, ${value}::int]`,
  replaced_by: as('int'),
};
const rememberedColumns = {
  list_id: as('int'),
  kind: text,
  bucket: bucketOf,
  // It shares its row with another.
  identifiers: (value: string) => `ARRAY['somebody else', ${value}]`,
  import_id: as('int'),
  replaced_by: as('int'),
};
const orderColumns = {
  buyer: as('int'),
  placed: utc,
  total: as('float8'),
  note: text,
  paid: as('boolean'),
  ship: as('date'),
};

/** Puts a world into the database in place of the one before, and reads its people back as rules see them. */
export async function loadWorld(client: pg.Client, world: World): Promise<Person[]> {
  const people = world.people.map((person, index) => ({ person, id: index + 1 }));
  await client.query(
    `SET TIME ZONE 'UTC'; TRUNCATE host.people, host.activities, host.orders, targeting.member_buckets, targeting.identifier_buckets, targeting.contacts`,
  );
  await insert(
    client,
    'host.people',
    personColumns,
    people.map(({ person: { row }, id }) => ({ ...row, [`o'd"d $1`]: row.attributes, id: `${id}` })),
  );
  await insert(
    client,
    'host.activities',
    activityColumns,
    people.flatMap(({ person, id }) => person.activities.map((row) => ({ ...row, person: `${id}` }))),
  );
  await insert(
    client,
    'host.orders',
    orderColumns,
    people.flatMap(({ person, id }) => person.orders.map((row) => ({ ...row, buyer: `${id}` }))),
  );
  const { members, remembered } = listRows(world.people);
  const shared = members.map((row) => ({
    ...row,
    bucket: row['customer_id'],
    customers: row['customer_id'],
  }));
  await insert(client, 'targeting.member_buckets', memberColumns, shared);
  const buckets = remembered.map((row) => ({ ...row, bucket: row['value'], identifiers: row['value'] }));
  await insert(client, 'targeting.identifier_buckets', rememberedColumns, buckets);
  await insertContacts(client, people);
  await client.query(`SET TIME ZONE '${world.sessionZone}'`);
  return readPeople(client, hostCatalogue, (id) => standingOf(world.people[id - 1]!, id, world));
}

const standingOf = (person: SomePerson, id: number, world: World) => ({
  lists: listedIn(person, id, world.people),
  contacts: person.contacts.map(contactOf),
});

async function insert(
  client: pg.Client,
  table: string,
  columns: Record<string, (value: string) => string>,
  rows: readonly Row[],
) {
  const names = Object.keys(columns);
  await client.query(
    `INSERT INTO ${table} (${names.map((name) => `"${name.replaceAll('"', '""')}"`).join(', ')})
     SELECT ${names.map((name, index) => columns[name]!(`u.c${index}`)).join(', ')}
     FROM unnest(${names.map((_, index) => `$${index + 1}::text[]`).join(', ')}) u(${names.map((_, index) => `c${index}`).join(', ')})`,
    names.map((name) => rows.map((row) => row[name] ?? null)),
  );
}

interface Numbered {
  readonly person: SomePerson;
  readonly id: number;
}

const insertContacts = (client: pg.Client, people: readonly Numbered[]) =>
  insert(
    client,
    'targeting.contacts',
    { customer_id: as('int'), campaign_id: text, contacted_at: as('timestamptz'), snapshot_id: as('int') },
    people.flatMap(({ person, id }) =>
      person.contacts.map(({ campaignId, at }) => ({
        customer_id: `${id}`,
        campaign_id: campaignId,
        contacted_at: isoInstant(at),
        snapshot_id: '1',
      })),
    ),
  );
