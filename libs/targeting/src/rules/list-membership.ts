import type { CustomerTable } from './catalogue.js';
import { quoteIdentifier, quoteTable } from './sql.js';

/**
 * SQL: whether the customer of `alias` is on a list now. That is who was matched, and who has an identifier that the list
 * remembers. Never NULL.
 * @param listId SQL of the list's id, such as `$1::integer`
 * @param fence end of each subquery, where customers are asked about one by one: then by the index. Else what a list holds is
 * read once, and comparing buckets beside values would cost more than it saves.
 */
export function listMembership(table: CustomerTable, alias: string, listId: string, fence = ''): string {
  const key = `${alias}.${quoteIdentifier(table.keyColumn)}`;
  const remembered = Object.entries(customerIdentifiers(table, alias)).map(
    ([kind, sql]) => `EXISTS (SELECT 1 FROM targeting.list_identifiers u WHERE u.list_id = ${listId}
      AND u.kind = '${kind}' AND ${fence ? hasValue(sql) : `u.value = ${sql}`} AND u.replaced_by IS NULL${fence})`,
  );
  const matched = `EXISTS (SELECT 1 FROM targeting.list_members m WHERE m.list_id = ${listId} AND m.customer_id = ${key} AND m.replaced_by IS NULL${fence})`;
  return `(${[matched, ...remembered].join(' OR ')})`;
}

/**
 * The same for reading all who are on a list: the planner begins with what the list holds in place of asking each customer. Only
 * where nothing else is asked, for beside a narrow condition that is the long way.
 */
export function wholeListMembership(table: CustomerTable, alias: string, listId: string): string {
  const key = (of: string) => `${of}.${quoteIdentifier(table.keyColumn)}`;
  const customers = `${quoteTable(table.table)} n`;
  const remembered = Object.entries(customerIdentifiers(table, 'n')).map(
    ([kind, sql]) => `SELECT ${key('n')} FROM targeting.list_identifiers u
      JOIN ${customers} ON u.value = ${sql}
      WHERE u.list_id = ${listId} AND u.kind = '${kind}' AND u.replaced_by IS NULL`,
  );
  const matched = `SELECT m.customer_id AS key FROM targeting.list_members m WHERE m.list_id = ${listId} AND m.replaced_by IS NULL`;
  return `EXISTS (SELECT 1 FROM (${[matched, ...remembered].join(' UNION ALL ')}) listed WHERE listed.key = ${key(alias)})`;
}

/** SQL: the identifier `u` that a list remembers has the value. By its bucket first, which has the index. */
export const hasValue = (sql: string): string => `u.bucket = ${bucketOf(sql)} AND u.value = ${sql}`;

/** SQL: in which bucket of a list an identifier is, by the first 15 bits of its hash. */
export const bucketOf = (value: string): string => `(hashtextextended(${value}, 0) >> 49)::smallint`;

/** By what a list may name a customer. */
export type IdentifierKind = 'email' | 'external_id' | 'id';

/** SQL of the customer's identifiers, in the form in which lists keep them. */
export function customerIdentifiers(
  table: CustomerTable,
  alias: string,
): Partial<Record<IdentifierKind, string>> {
  const column = (name: string) => `${alias}.${quoteIdentifier(name)}`;
  return {
    email: `targeting.fold(${column(table.emailColumn)}) COLLATE "C"`,
    ...(table.externalIdColumn && { external_id: `${column(table.externalIdColumn)}::text COLLATE "C"` }),
    id: `${column(table.keyColumn)}::text COLLATE "C"`,
  };
}
