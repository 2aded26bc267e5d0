import type { EntityManager } from 'typeorm';
import { type CustomerTable, type Key, quoteIdentifier, quoteTable } from '../rules/index.js';
import { customerIdentifiers, hasKey, hasValue } from '../rules/list-membership.js';
import { enlistSql } from './list-entries.js';

/**
 * Makes members of those who have an identifier that a list remembers, so that they stay on it when theirs changes. The list
 * goes on remembering it, for whoever has it next.
 * @param keys customers who may have appeared or got an identifier; all when left out
 */
export async function adoptUnmatched(
  manager: EntityManager,
  customer: CustomerTable,
  keys?: readonly Key[],
): Promise<void> {
  const key = `c.${quoteIdentifier(customer.keyColumn)}`;
  const who = keys ? [keys] : [];
  const among = keys ? `AND ${key} = ANY($1::${customer.keyType}[])` : '';
  const named = (lists: string) =>
    Object.entries(customerIdentifiers(customer, 'c')).map(
      ([kind, identifier]) => `SELECT u.list_id, ${key} AS key, u.import_id, u.replaced_by
       FROM ${lists} AS l CROSS JOIN ${quoteTable(customer.table)} c JOIN targeting.list_identifiers u
         ON u.list_id = l.id AND u.kind = '${kind}' AND ${hasValue('u', identifier)} ${among}
       WHERE NOT EXISTS (SELECT 1 FROM targeting.list_members m
         WHERE m.list_id = u.list_id AND ${hasKey('m', key, customer.keyType)} AND m.import_id = u.import_id
           AND m.replaced_by IS NOT DISTINCT FROM u.replaced_by)`,
    );
  const naming = await manager.query<{ list_id: number }[]>(
    `SELECT DISTINCT list_id FROM (${named('targeting.lists').join(' UNION ALL ')}) n`,
    who,
  );
  if (naming.length === 0) return;
  // Whoever replaces what a list remembers, or takes it back, holds the list until that is done: read before, it would still count.
  const lists = await manager.query<{ id: number }[]>(
    'SELECT id FROM targeting.lists WHERE id = ANY($1::integer[]) ORDER BY id FOR SHARE',
    [naming.map(({ list_id: id }) => id)],
  );
  for (const rows of named(`(SELECT unnest($${who.length + 1}::integer[]) AS id)`))
    await manager.query(
      enlistSql(rows, customer.keyType, {
        listId: 'r.list_id',
        importId: 'r.import_id',
        replacedBy: 'r.replaced_by',
      }),
      [...who, lists.map(({ id }) => id)],
    );
}
