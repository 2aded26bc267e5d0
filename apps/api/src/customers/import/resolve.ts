import type { EntityManager } from 'typeorm';

/**
 * Finds out whom each staged row is about, in the temporary table `resolved`: a customer that exists (`customer_id`), or a
 * person who does not yet (`person`, the same for all rows about them). A row that is about two is rejected.
 */
export async function resolve(manager: EntityManager): Promise<void> {
  await manager.query(resolveSql);
  await manager.query(
    `UPDATE staged SET code = resolved.code, message = reason.message
     FROM resolved JOIN unnest($1::text[], $2::text[]) AS reason(code, message) ON reason.code = resolved.code
     WHERE resolved.line = staged.line`,
    [Object.keys(reasons), Object.values(reasons)],
  );
  await manager.query('DELETE FROM resolved WHERE code IS NOT NULL');
  await manager.query('ANALYZE resolved');
}

/** Customers for whom the file has another e-mail address. No row changes an external id. */
export async function findReaddressed(manager: EntityManager): Promise<number[]> {
  const rows = await manager.query<{ id: number }[]>(
    `SELECT DISTINCT customers.id FROM resolved JOIN staged USING (line) JOIN customers ON customers.id = resolved.customer_id
     WHERE targeting.fold(customers.email) COLLATE "C" <> staged.email_key`,
  );
  return rows.map(({ id }) => id);
}

const reasons = {
  matches_two: 'The external id belongs to one customer, the e-mail address to another.',
  email_taken: 'The e-mail address belongs to a customer with another external id.',
  email_twice: 'An earlier row of this file has the e-mail address with another external id.',
};

/**
 * - `matched`: by external id, by e-mail, or both; an e-mail address whose customer has another external id is no match.
 * - `owners`: the first external id that comes with an e-mail address in this file. Rows that bring another are rejected;
 *   rows with the address alone are about the same person.
 * - `groups`: rows with one external id are about one person, who may be known by the address of just one of them.
 */
const resolveSql = `
CREATE TEMP TABLE resolved ON COMMIT DROP AS
WITH matched AS (
  SELECT staged.line, staged.external_id, staged.email_key, by_external_id.id AS by_external_id, by_email.id AS by_email,
    CASE WHEN by_external_id.id <> by_email.id THEN 'matches_two'
      WHEN by_email.external_id <> staged.external_id THEN 'email_taken' END AS code
  FROM staged
  LEFT JOIN customers by_external_id ON by_external_id.external_id = staged.external_id
  LEFT JOIN customers by_email ON targeting.fold(by_email.email) COLLATE "C" = staged.email_key
  WHERE staged.code IS NULL
), owners AS (
  SELECT DISTINCT ON (email_key) email_key, external_id FROM matched
  WHERE code IS NULL AND email_key IS NOT NULL AND external_id IS NOT NULL ORDER BY email_key, line
), linked AS (
  SELECT matched.line, matched.by_external_id, matched.by_email,
    CASE WHEN matched.external_id <> owners.external_id THEN coalesce(matched.code, 'email_twice') ELSE matched.code END AS code,
    CASE WHEN matched.external_id IS NOT NULL THEN 'external_id:' || matched.external_id
      WHEN matched.by_email IS NULL AND owners.external_id IS NOT NULL THEN 'external_id:' || owners.external_id
      ELSE 'email:' || matched.email_key END AS person
  FROM matched LEFT JOIN owners ON owners.email_key = matched.email_key
), groups AS (
  SELECT person, coalesce(max(by_external_id), min(by_email)) AS customer_id FROM linked WHERE code IS NULL GROUP BY person
)
SELECT linked.line, linked.person, groups.customer_id,
  coalesce(linked.code, CASE WHEN linked.by_email <> groups.customer_id THEN 'matches_two' END) AS code
FROM linked LEFT JOIN groups ON groups.person = linked.person`;
