import type { CustomerTable, KeyType } from './catalogue.js';
import { quoteIdentifier, quoteTable } from './sql.js';

/**
 * SQL: whether the customer of `alias` is on a list now. That is who was matched, and who has an identifier that the list
 * remembers. Never NULL.
 * @param listId SQL of the list's id, such as `$1::integer`
 * @param fence end of each subquery, where customers are asked about one by one: then by the buckets of the list, which have the index
 */
export function listMembership(table: CustomerTable, alias: string, listId: string, fence = ''): string {
  const key = `${alias}.${quoteIdentifier(table.keyColumn)}`;
  const identifiers = Object.entries(customerIdentifiers(table, alias));
  const ofList = (row: string) => `${row}.list_id = ${listId} AND ${row}.replaced_by IS NULL`;
  const remembered = (kind: string) => `${ofList('u')} AND u.kind = '${kind}'`;
  const conditions = fence
    ? [
        `EXISTS (SELECT 1 FROM targeting.list_members m WHERE ${ofList('m')} AND ${hasKey('m', key, table.keyType)}${fence})`,
        ...identifiers.map(
          ([kind, sql]) =>
            `EXISTS (SELECT 1 FROM targeting.list_identifiers u WHERE ${remembered(kind)} AND ${hasValue('u', sql)}${fence})`,
        ),
      ]
    : [
        isAny(key, `unnest(m.customers) FROM targeting.member_buckets m WHERE ${ofList('m')}`),
        ...identifiers.map(([kind, sql]) =>
          isAny(sql, `unnest(u.identifiers) FROM targeting.identifier_buckets u WHERE ${remembered(kind)}`),
        ),
      ];
  return `(${conditions.join(' OR ')})`;
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

/**
 * SQL: whether the value is one of those in buckets. They are read and hashed once. By EXISTS, the planner would decide: and read all
 * of them for each customer when it thinks that few are asked about, or that there is no room to hash them.
 */
const isAny = (value: string, inBuckets: string): string =>
  `(${value} = ANY (SELECT unnest(ARRAY(SELECT ${inBuckets})))) IS TRUE`;

/** SQL: the identifier `alias` that a list remembers has the value. By its bucket first, which has the index. */
export const hasValue = (alias: string, value: string): string =>
  `${alias}.bucket = ${bucketOf(value)} AND ${alias}.value = ${value}`;

/** SQL: the member `alias` of a list is the customer with the key. By the bucket first, too. */
export const hasKey = (alias: string, key: string, type: KeyType): string =>
  `${alias}.bucket = ${bucketOfKey(key, type)} AND ${alias}.customer_id = ${key}`;

/** SQL: in which bucket of a list an identifier is, by the first 15 bits of its hash. */
export const bucketOf = (value: string): string => firstBits(`hashtextextended(${value}, 0)`);

/** SQL: the same of a customer. The hash of the type takes a fraction of the time of that of its text. */
export const bucketOfKey = (key: string, type: KeyType): string => firstBits(hashOf[type](key));

const firstBits = (hash: string): string => `(${hash} >> 49)::smallint`;

const hashOf: Record<KeyType, (key: string) => string> = {
  integer: (key) => `hashint8extended(${key}, 0)`,
  bigint: (key) => `hashint8extended(${key}, 0)`,
  uuid: (key) => `uuid_hash_extended(${key}, 0)`,
  text: (key) => `hashtextextended(${key}::text COLLATE "C", 0)`,
};

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
