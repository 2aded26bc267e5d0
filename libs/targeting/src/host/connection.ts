import type { ClientBase, QueryResultRow } from 'pg';
import { type EntityManager, QueryFailedError } from 'typeorm';

/** The connection on which the transaction of a manager runs, for what TypeORM has no words for. */
export const connectionOf = async (manager: EntityManager): Promise<ClientBase> =>
  (await manager.queryRunner!.connect()) as ClientBase;

/** A connection keeps its prepared statements, with their plans, for as long as it lives: so these are few. */
const mostPrepared = 30;
/** Texts among which one that comes back is found. */
const mostRemembered = 100;

const names = new Map<string, string>();
const asked = new Set<string>();

/**
 * Asks what is asked again and again. Within a transaction, from the second time on, a connection plans the text once. What its
 * columns are must not depend on the tables of the host, which may change while the connection lives.
 */
export async function askAgain<Row extends QueryResultRow>(
  manager: EntityManager,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  if (!manager.queryRunner) return manager.query<Row[]>(text, [...values]);
  const connection = await connectionOf(manager);
  const name = nameOf(text);
  try {
    return (await connection.query<Row>({ ...(name && { name }), text, values: [...values] })).rows;
  } catch (error) {
    throw new QueryFailedError(text, [...values], error as Error);
  }
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size === mostPrepared) return known;
  if (asked.delete(text)) {
    const name = `targeting_${names.size}`;
    names.set(text, name);
    return name;
  }
  asked.add(text);
  if (asked.size > mostRemembered) asked.delete(asked.values().next().value!);
  return undefined;
}
