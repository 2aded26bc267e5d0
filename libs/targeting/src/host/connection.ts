import { createHash } from 'node:crypto';
import type { ClientBase, QueryResultRow } from 'pg';
import { type EntityManager, QueryFailedError } from 'typeorm';

/** The connection on which the transaction of a manager runs, for what TypeORM has no words for. */
export const connectionOf = async (manager: EntityManager): Promise<ClientBase> =>
  (await manager.queryRunner!.connect()) as ClientBase;

/**
 * Asks what every question asks in the same words: within a transaction, a connection plans it once. For a few fixed texts about the
 * library's own tables only, since a connection keeps them, with their plans and columns, for as long as it lives.
 */
export async function askAgain<Row extends QueryResultRow>(
  manager: EntityManager,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  if (!manager.queryRunner) return manager.query<Row[]>(text, [...values]);
  const connection = await connectionOf(manager);
  try {
    return (await connection.query<Row>({ name: nameOf(text), text, values: [...values] })).rows;
  } catch (error) {
    throw new QueryFailedError(text, [...values], error as Error);
  }
}

const names = new Map<string, string>();

/** By the text, so that no other process means something else by the name. */
function nameOf(text: string): string {
  let name = names.get(text);
  if (!name) {
    name = `targeting_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
    names.set(text, name);
  }
  return name;
}
