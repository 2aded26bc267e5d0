import { createHash } from 'node:crypto';
import type { ClientBase, QueryResultRow } from 'pg';
import { type EntityManager, QueryFailedError } from 'typeorm';

/**
 * A query whose plan a connection keeps; outside of a transaction, a query like any other. For the few fixed texts about the library's
 * own tables that every question asks, since they stay, with their columns, for as long as the connection lives.
 */
export async function queryPrepared<Row extends QueryResultRow>(
  manager: EntityManager,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const { queryRunner } = manager;
  if (!queryRunner || queryRunner.isReleased) return manager.query<Row[]>(text, [...values]);
  const connection = (await queryRunner.connect()) as ClientBase;
  // By the text, so that no other process means something else by the name.
  const name = `targeting_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
  try {
    return (await connection.query<Row>({ name, text, values: [...values] })).rows;
  } catch (error) {
    throw new QueryFailedError(text, [...values], error as Error);
  }
}
