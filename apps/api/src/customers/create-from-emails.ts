import type { EntityManager } from 'typeorm';

/** Makes customers of addresses that nobody has yet. To be on a list is no consent. */
export async function createCustomers(emails: string[], manager: EntityManager): Promise<void> {
  await manager.query(
    `INSERT INTO customers (email, subscribed) SELECT email, false FROM unnest($1::text[]) AS given(email) ON CONFLICT DO NOTHING`,
    [emails],
  );
}
