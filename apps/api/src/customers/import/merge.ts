import type { FieldType } from 'nest-targeting/rules';
import type { EntityManager } from 'typeorm';
import type { AttributeColumn } from './columns.js';

export interface Merged {
  created: number;
  updated: number;
  unchanged: number;
  /** Rows about a customer of an earlier row. */
  duplicates: number;
}

/** Writes the resolved rows: new customers are added, those that exist are changed where a cell says something else. */
export async function merge(
  columns: AttributeColumn[],
  types: ReadonlyMap<string, FieldType>,
  manager: EntityManager,
): Promise<Merged> {
  const used = columns.filter(({ name }) => types.has(name));
  await manager.query(createIncomingSql);
  await manager.query(fillIncomingSql, [
    used.map(({ position }) => position + 1),
    used.map(({ name }) => name),
    used.map(({ name }) => types.get(name)),
  ]);
  const rows = await count(manager, 'SELECT FROM incoming');
  await manager.query(combineSql);
  await manager.query('ANALYZE incoming');
  const people = await count(manager, 'SELECT FROM incoming');
  const known = await count(manager, 'SELECT FROM incoming WHERE customer_id IS NOT NULL');
  const updated = await count(manager, updateSql);
  const created = await count(manager, insertSql);
  return { created, updated, unchanged: known - updated, duplicates: rows - people };
}

async function count(manager: EntityManager, sql: string): Promise<number> {
  const [result] = await manager.query<[{ count: number }]>(
    `WITH counted AS (${sql}) SELECT count(*)::integer AS count FROM counted`,
  );
  return result.count;
}

// `target` is who a row is about, `repeated` whether others are about the same.
const createIncomingSql = `
CREATE TEMP TABLE incoming (line integer, customer_id integer, target text, repeated boolean, external_id text, email text,
  name text, status text, subscribed boolean, score numeric, attributes jsonb) ON COMMIT DROP`;

// Cells become JSON values by the type of their column, which each of them fits.
const fillIncomingSql = `
INSERT INTO incoming
SELECT line, resolved.customer_id, target, count(*) OVER (PARTITION BY target) > 1,
  external_id, email, name, status, subscribed, score,
  (SELECT coalesce(jsonb_object_agg(attribute.name, CASE attribute.type
      WHEN 'number' THEN to_jsonb(cells[position]::numeric)
      WHEN 'boolean' THEN to_jsonb(cells[position]::boolean)
      WHEN 'array' THEN cells[position]::jsonb
      ELSE to_jsonb(cells[position]) END), '{}')
   FROM unnest($1::integer[], $2::text[], $3::text[]) AS attribute(position, name, type) WHERE cells[position] IS NOT NULL)
FROM resolved JOIN staged USING (line)
CROSS JOIN LATERAL (SELECT coalesce(resolved.customer_id::text, person) AS target) AS about`;

// Of several rows about one customer the last given values count; but a refusal of consent stands.
const combineSql = `
WITH repetition AS (DELETE FROM incoming WHERE repeated RETURNING *)
INSERT INTO incoming
SELECT min(line), customer_id, target, true, last_given(external_id ORDER BY line), last_given(email ORDER BY line),
  last_given(name ORDER BY line), last_given(status ORDER BY line), bool_and(subscribed), last_given(score ORDER BY line),
  merged(attributes ORDER BY line)
FROM repetition GROUP BY customer_id, target`;

// An import never gives consent for somebody who is known, and an address in other case is the same address.
const updateSql = `
UPDATE customers SET external_id = next.external_id, email = next.email, name = next.name, status = next.status,
  subscribed = next.subscribed, score = next.score, attributes = next.attributes, updated_at = now()
FROM (
  SELECT customer.id,
    coalesce(incoming.external_id, customer.external_id) AS external_id,
    CASE WHEN targeting.fold(incoming.email) COLLATE "C" = targeting.fold(customer.email) COLLATE "C" THEN customer.email
      ELSE coalesce(incoming.email, customer.email) END AS email,
    coalesce(incoming.name, customer.name) AS name,
    coalesce(incoming.status, customer.status) AS status,
    CASE WHEN incoming.subscribed THEN customer.subscribed ELSE coalesce(incoming.subscribed, customer.subscribed) END AS subscribed,
    coalesce(incoming.score, customer.score) AS score,
    customer.attributes || incoming.attributes AS attributes
  FROM incoming JOIN customers customer ON customer.id = incoming.customer_id
) AS next
WHERE next.id = customers.id
  AND (next.external_id, next.email, next.name, next.status, next.subscribed, next.score, next.attributes)
    IS DISTINCT FROM (customers.external_id, customers.email, customers.name, customers.status, customers.subscribed,
      customers.score, customers.attributes)
RETURNING customers.id`;

const insertSql = `
INSERT INTO customers (external_id, email, name, status, subscribed, score, attributes)
SELECT external_id, email, name, coalesce(status, 'active'), coalesce(subscribed, false), score, attributes
FROM incoming WHERE customer_id IS NULL ORDER BY line
RETURNING id`;
