import { findCaptures, switchCaptures } from './captures.mjs';
import { epoch } from './clock.mjs';

/** To be raised when the same number of customers comes out as other data. */
const VERSION = 1;

/**
 * The customers and events, unless they are there already and nothing that they depend on has changed.
 * @param {import('pg').Client} sql @param {number} customers @param {Record<string, string>} migrations hashes by name
 * @param {(line: string) => void} log
 */
export async function generate(sql, customers, migrations, log) {
  const started = Date.now();
  log(`Generating ${customers.toLocaleString('en')} customers with ten events each …`);
  await sql.query(`DROP SCHEMA IF EXISTS bench CASCADE; CREATE SCHEMA bench; ${fractionSql}`);
  await sql.query('TRUNCATE customers, events, attribute_types, event_types, event_property_types CASCADE');
  await sql.query('SET synchronous_commit = off');
  const captures = await findCaptures(sql);
  await switchCaptures(sql, captures, false);
  await withoutIndexes(sql, 'customers', () => sql.query(customersSql, [customers, epoch]));
  await withoutIndexes(sql, 'events', () => sql.query(eventsSql, [customers, epoch]));
  await switchCaptures(sql, captures, true);
  for (const statement of afterwards) await sql.query(statement);
  await sql.query('INSERT INTO bench.generated VALUES ($1)', [marker(customers, migrations)]);
  await sql.query('SET synchronous_commit = on; CHECKPOINT');
  log(`Generated in ${Math.round((Date.now() - started) / 1000)} s.`);
}

/** @param {number} customers @param {Record<string, string>} migrations */
const marker = (customers, migrations) => JSON.stringify({ version: VERSION, customers, migrations });

/**
 * Whether the database holds the data. A migration that came since is no matter: the application has run it.
 * @param {import('pg').Client} sql @param {number} customers @param {Record<string, string>} migrations
 */
export async function isGenerated(sql, customers, migrations) {
  const { rows: tables } = await sql.query("SELECT to_regclass('bench.generated') AS found");
  if (!tables[0].found) return false;
  const { rows } = await sql.query('SELECT marker FROM bench.generated');
  const { migrations: then, ...made } = rows[0]?.marker ?? {};
  return (
    made.version === VERSION &&
    made.customers === customers &&
    Object.entries(then).every(([name, hash]) => migrations[name] === hash)
  );
}

/**
 * Loading first and building each index once is several times faster.
 * @param {import('pg').Client} sql @param {string} table @param {() => Promise<unknown>} load
 */
async function withoutIndexes(sql, table, load) {
  const { rows: constraints } = await sql.query(
    `SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
     WHERE conrelid = $1::regclass AND contype IN ('p', 'f') ORDER BY contype DESC`,
    [table],
  );
  const keptFor = await sql.query(`SELECT 1 FROM pg_constraint WHERE confrelid = $1::regclass`, [table]);
  // The primary key of customers has to stay: that of events refers to it.
  const dropped = keptFor.rowCount
    ? constraints.filter(({ definition }) => /^FOREIGN/.test(definition))
    : constraints;
  const { rows: indexes } = await sql.query(
    `SELECT indexrelid::regclass AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
     WHERE indrelid = $1::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`,
    [table],
  );
  for (const { name } of dropped) await sql.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  for (const { name } of indexes) await sql.query(`DROP INDEX ${name}`);
  await load();
  for (const { definition } of indexes) await sql.query(definition);
  for (const { name, definition } of dropped)
    await sql.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
}

/** The n-th 16 bits of a hash as a number from 0 to below 1: what looks drawn by lot is the same every time. */
const fractionSql = `
CREATE FUNCTION bench.fraction(hash text, n int) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT ('x' || substr(hash, 4 * n + 1, 4))::bit(16)::int / 65536.0::float8 $$;
CREATE FUNCTION bench.pick(anyarray, float8) RETURNS anyelement LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT $1[1 + floor($2 * cardinality($1))::int] $$`;

const customersSql = `
INSERT INTO customers (id, external_id, email, name, status, subscribed, score, attributes, created_at, updated_at)
SELECT i, 'c-' || i, 'person' || i || '@example.com',
  bench.pick('{Ada,Ben,Cleo,Dan,Eva,Finn,Gina,Hugo,Ida,Jon}'::text[], bench.fraction(hash, 0)) || ' '
    || bench.pick('{Abel,Brandt,Costa,Diaz,Engel,Fischer,Garcia,Haas,Ito,Jansen}'::text[], bench.fraction(hash, 1)),
  CASE WHEN bench.fraction(hash, 2) < 0.9 THEN 'active' ELSE 'inactive' END,
  bench.fraction(hash, 3) < 0.6,
  floor(bench.fraction(hash, 4) * 101),
  jsonb_build_object(
    'city', bench.pick('{Paris,Rome,Berlin,Madrid,Vienna,Prague,Lisbon,Athens,Dublin,Oslo}'::text[], bench.fraction(hash, 5)),
    'plan', bench.pick('{free,free,free,plus,plus,pro}'::text[], bench.fraction(hash, 6))),
  made_at, made_at
FROM (SELECT i, hash, $2::timestamptz - bench.fraction(hash, 7) * interval '365 days' AS made_at
      FROM (SELECT i, md5('customer ' || i) AS hash FROM generate_series(1, $1::int) i OFFSET 0) hashed) drawn`;

// In the order of time, as events come in; a few customers have many of them.
const eventsSql = `
INSERT INTO events (customer_id, id, type, occurred_at, properties)
SELECT 1 + floor($1::int * (bench.fraction(hash, 0) + bench.fraction(hash, 1) / 65536) ^ 2)::int, i,
  bench.pick('{visit,purchase,email_opened,email_clicked,cart_filled,refund}'::text[], bench.fraction(hash, 2)),
  $2::timestamptz - (1 - i / (10.0::float8 * $1)) * interval '365 days',
  jsonb_build_object('amount', round((bench.fraction(hash, 3) * 100)::numeric, 2))
FROM (SELECT i, md5('event ' || i) AS hash FROM generate_series(1, 10 * $1::int) i OFFSET 0) hashed`;

const afterwards = [
  `SELECT setval(pg_get_serial_sequence('customers', 'id'), max(id)) FROM customers`,
  `SELECT setval(pg_get_serial_sequence('events', 'id'), max(id)) FROM events`,
  `INSERT INTO attribute_types VALUES ('city', 'text'), ('plan', 'text')`,
  `INSERT INTO event_types SELECT DISTINCT type FROM events`,
  `INSERT INTO event_property_types SELECT name, 'amount', 'number' FROM event_types`,
  // What the reference statements have in place of the list and the snapshot of the library.
  `CREATE TABLE bench.csv AS SELECT email FROM customers ORDER BY md5('csv ' || id) LIMIT (SELECT count(*) / 20 FROM customers)`,
  `CREATE TABLE bench.snapshot (customer_id int NOT NULL, snapshot_id int NOT NULL, PRIMARY KEY (snapshot_id, customer_id))`,
  `CREATE TABLE bench.generated (marker jsonb NOT NULL)`,
  `VACUUM ANALYZE`,
];
