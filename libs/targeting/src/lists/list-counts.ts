import type { EntityManager } from 'typeorm';
import { type CustomerTable, quoteIdentifier, quoteTable } from '../rules/index.js';
import { customerIdentifiers } from '../rules/list-membership.js';

/** How many are on a list now, and how many of its identifiers nobody has. */
export interface ListCounts {
  customers: number;
  unmatched: number;
}

/** Counts several lists in one statement. */
export async function countLists(
  ids: readonly number[],
  customer: CustomerTable,
  manager: EntityManager,
): Promise<Map<number, ListCounts>> {
  const rows = await manager.query<(ListCounts & { id: number })[]>(countSql(customer), [ids]);
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

/** The same membership as `listMembership`, from the side of the lists: it costs what they hold, not what the host has. */
function countSql(customer: CustomerTable): string {
  const table = quoteTable(customer.table);
  const key = `c.${quoteIdentifier(customer.keyColumn)}`;
  const current = 'list_id = ANY($1::integer[]) AND replaced_by IS NULL';
  const identifiers = customerIdentifiers(customer, 'c');
  const owners = Object.entries(identifiers).map(
    ([kind, identifier]) =>
      `SELECT u.list_id, ${key} AS key FROM named_by u LEFT JOIN ${table} c ON u.value = ${identifier} WHERE u.kind = '${kind}'`,
  );
  // What the host's customers are not named by any more is nobody's.
  const kinds = Object.keys(identifiers).map((kind) => `'${kind}'`);
  owners.push(`SELECT list_id, NULL FROM named_by WHERE kind NOT IN (${kinds.join(', ')})`);
  return `
    WITH named_by AS MATERIALIZED (
      SELECT DISTINCT list_id, kind, value FROM targeting.list_identifiers WHERE ${current}),
    owners AS MATERIALIZED (${owners.join(' UNION ALL ')}),
    customers AS (
      SELECT list_id, count(*)::int AS count FROM (
        SELECT m.list_id, m.customer_id FROM targeting.list_members m
        WHERE ${current} AND EXISTS (SELECT 1 FROM ${table} c WHERE ${key} = m.customer_id)
        UNION SELECT list_id, key FROM owners WHERE key IS NOT NULL) named GROUP BY list_id),
    strangers AS (SELECT list_id, count(*)::int AS count FROM owners WHERE key IS NULL GROUP BY list_id)
    SELECT l.id, coalesce(c.count, 0) AS customers, coalesce(s.count, 0) AS unmatched
    FROM unnest($1::integer[]) l(id) LEFT JOIN customers c ON c.list_id = l.id LEFT JOIN strangers s ON s.list_id = l.id`;
}
