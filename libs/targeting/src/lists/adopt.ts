import type { EntityManager } from 'typeorm';
import { type CustomerTable, type Key, quoteIdentifier, quoteTable } from '../rules/index.js';
import { customerIdentifiers } from '../rules/list-membership.js';

/**
 * Makes members of those who have an identifier that a list remembers, so that they stay on it when the identifier changes.
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
      `WITH appeared AS (
         SELECT u.*, ${key} AS key FROM targeting.list_unmatched u JOIN ${quoteTable(customer.table)} c
           ON u.kind = '${kind}' AND u.value = ${identifier} ${among}),
       adopted AS (
         INSERT INTO targeting.list_members (list_id, customer_id, import_id, replaced_by)
         SELECT list_id, key, import_id, replaced_by FROM appeared ON CONFLICT DO NOTHING)
       DELETE FROM targeting.list_unmatched u USING appeared a
       WHERE u.kind = a.kind AND u.value = a.value AND u.list_id = a.list_id AND u.import_id = a.import_id`,
      keys ? [keys] : [],
    );
}
