import type { View } from '../host/consistent-read.js';
import { type Key, quoteIdentifier, quoteTable } from '../rules/index.js';
import { foldEmailAddress } from './email-address.js';
import { hasIdentifier } from './identifiers.js';
import { enlistSql, rememberSql } from './list-entries.js';

/** What stands in place of an import's id for those picked by their address. */
export const byEmail = -1;

const present = 'list_id = $1 AND import_id = $2 AND replaced_by IS NULL';

/**
 * Has a list name these addresses, in place of those that it was given by hand before. Who came by an address that stays is left alone:
 * theirs may be another by now, and they stay on the list all the same.
 */
export async function pickEmails(listId: number, emails: readonly string[], view: View): Promise<void> {
  const { manager } = view;
  const values = new Set(emails.flatMap((email) => foldEmailAddress(email.trim()) ?? []));
  const rows = await manager.query<{ value: string }[]>(
    `SELECT value FROM targeting.list_identifiers WHERE ${present} AND kind = 'email'`,
    [listId, byEmail],
  );
  const known = new Set(rows.map(({ value }) => value));
  const staying = [...values].filter((value) => known.has(value));
  const added = [...values].filter((value) => !known.has(value));
  const gone = [...known].filter((value) => !values.has(value));
  if (gone.length > 0) await keepMembers(listId, { staying, gone }, view);
  await enlist(listId, added, view);
  if (gone.length === 0 && added.length === 0) return;
  await manager.query(`DELETE FROM targeting.identifier_buckets WHERE ${present} AND kind = 'email'`, [
    listId,
    byEmail,
  ]);
  await manager.query(
    rememberSql(
      `SELECT 'email' AS kind, value COLLATE "C" AS value FROM unnest($2::text[]) picked(value)`,
      '$1::integer',
      String(byEmail),
    ),
    [listId, [...values]],
  );
}

/**
 * Which address somebody came by is not kept. Whoever has one that goes, goes with it. Of those whose address is none of the list's any more
 * nobody can tell; they stay as long as an address stays that is nobody's now, since it may have been theirs.
 */
async function keepMembers(
  listId: number,
  { staying, gone }: { staying: readonly string[]; gone: readonly string[] },
  { manager, catalogue: { customer } }: View,
): Promise<void> {
  const table = quoteTable(customer.table);
  const has = hasIdentifier('email', customer, 'a.value');
  const [{ nobodys }] = await manager.query<[{ nobodys: boolean }]>(
    `SELECT EXISTS (SELECT FROM unnest($1::text[]) a(value) WHERE NOT EXISTS (SELECT FROM ${table} c WHERE ${has})) AS nobodys`,
    [staying],
  );
  const kept = await manager.query<{ key: Key }[]>(
    `SELECT l.customer_id AS key FROM targeting.list_members l
       LEFT JOIN ${table} c ON c.${quoteIdentifier(customer.keyColumn)} = l.customer_id
     WHERE l.list_id = $1 AND l.import_id = $2 AND l.replaced_by IS NULL AND NOT EXISTS (SELECT FROM unnest($3::text[]) a(value) WHERE ${has})
       AND ($5 OR EXISTS (SELECT FROM unnest($4::text[]) a(value) WHERE ${has}))`,
    [listId, byEmail, gone, staying, nobodys],
  );
  await manager.query(`DELETE FROM targeting.member_buckets WHERE ${present}`, [listId, byEmail]);
  await manager.query(
    enlistSql(`SELECT key FROM unnest($2::${customer.keyType}[]) kept(key)`, customer.keyType, {
      listId: '$1::integer',
      importId: String(byEmail),
    }),
    [listId, kept.map(({ key }) => key)],
  );
}

/** Whoever has one of the addresses. */
const enlist = (listId: number, values: readonly string[], { manager, catalogue: { customer } }: View) =>
  manager.query(
    enlistSql(
      `SELECT DISTINCT c.${quoteIdentifier(customer.keyColumn)} AS key FROM unnest($2::text[]) AS picked(value)
         JOIN ${quoteTable(customer.table)} c ON ${hasIdentifier('email', customer, 'picked.value')}`,
      customer.keyType,
      { listId: '$1::integer', importId: String(byEmail) },
    ),
    [listId, values],
  );
