import { broughtInByNothing } from '../../explain/place-in-words.js';
import type { View } from '../../host/consistent-read.js';
import { type Key, quoteIdentifier, quoteTable } from '../../rules/index.js';
import { customerColumns } from '../../targets/customer-sql.js';
import type { MovedCustomerResponse } from './compare.dto.js';

/** Says of customers, in one sentence each, what brings them into a set of members or keeps them out, if anything does. */
export type Reasons = (keys: readonly Key[]) => Promise<ReadonlyMap<Key, string>>;

/** Customers who came or went, with the reason; of who is gone nothing but the key is left. */
export async function describeMoved(
  keys: readonly Key[],
  reasons: Reasons,
  { manager, catalogue: { customer } }: View,
): Promise<MovedCustomerResponse[]> {
  const people = await manager.query<{ id: Key; name: string | null; email: string | null }[]>(
    `SELECT ${customerColumns(customer)} FROM ${quoteTable(customer.table)} c
       WHERE c.${quoteIdentifier(customer.keyColumn)} = ANY($1::${customer.keyType}[])`,
    [keys],
  );
  const known = new Map(people.map((person) => [person.id, person]));
  const why = await reasons(keys);
  return keys.map((id) => ({
    ...(known.get(id) ?? { id, name: null, email: null }),
    reason: why.get(id) ?? (known.has(id) ? broughtInByNothing : 'The customer is gone.'),
  }));
}
