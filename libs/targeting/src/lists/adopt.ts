import type { EntityManager } from 'typeorm';
import { type CustomerTable, type Key, quoteIdentifier, quoteTable } from '../rules/index.js';
import { customerIdentifiers, hasValue } from '../rules/list-membership.js';

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
      `INSERT INTO targeting.list_members (list_id, customer_id, import_id, replaced_by)
       SELECT u.list_id, ${key}, u.import_id, u.replaced_by
       FROM targeting.lists l CROSS JOIN ${quoteTable(customer.table)} c JOIN targeting.list_identifiers u
         ON u.list_id = l.id AND u.kind = '${kind}' AND ${hasValue(identifier)} ${among}
       WHERE NOT EXISTS (SELECT 1 FROM targeting.list_members m
         WHERE m.list_id = u.list_id AND m.customer_id = ${key} AND m.import_id = u.import_id)
       ON CONFLICT DO NOTHING`,
      keys ? [keys] : [],
    );
}
