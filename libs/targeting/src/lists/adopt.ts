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
  const among = keys ? `AND ${key} = ANY($1::${customer.keyType}[])` : '';
  for (const [kind, identifier] of Object.entries(customerIdentifiers(customer, 'c')))
    await manager.query(
      enlistSql(
        `SELECT u.list_id, ${key} AS key, u.import_id, u.replaced_by
         FROM targeting.lists l CROSS JOIN ${quoteTable(customer.table)} c JOIN targeting.list_identifiers u
           ON u.list_id = l.id AND u.kind = '${kind}' AND ${hasValue('u', identifier)} ${among}
         WHERE NOT EXISTS (SELECT 1 FROM targeting.list_members m
           WHERE m.list_id = u.list_id AND ${hasKey('m', key, customer.keyType)} AND m.import_id = u.import_id)`,
        customer.keyType,
        { listId: 'r.list_id', importId: 'r.import_id', replacedBy: 'r.replaced_by' },
      ),
      keys ? [keys] : [],
    );
}
