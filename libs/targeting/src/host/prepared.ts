import { createHash } from 'node:crypto';
import type { ClientBase, QueryResultRow } from 'pg';
import { type EntityManager, QueryFailedError } from 'typeorm';
import { atOnce } from './at-once.js';

/** Statements of `queryOften` that a connection keeps at most, and their length: their plans take memory of the server. */
const mostKept = 50;
const longestKept = 10_000;
/** Asked so often, a statement is worth keeping. */
const often = 3;
const mostCounted = 1_000;
const askedBefore = new Map<string, number>();
const keptBy = new WeakMap<ClientBase, Set<string>>();

/**
 * A query whose plan a connection keeps; outside of a transaction, a query like any other. For the few fixed texts about the library's
 * own tables that every question asks, since they stay, with their columns, for as long as the connection lives.
 */
export async function queryPrepared<Row extends QueryResultRow>(
  manager: EntityManager,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const connection = await connectionOf(manager);
  return connection ? prepared(connection, text, values) : manager.query<Row[]>(text, [...values]);
}

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * The same for texts of which there may be many, among them some that are asked time and again: those are kept. Several are asked in one
 * trip. Each must select the same types whatever becomes of the tables; its plan is made once where that costs no more for any values.
 * @returns the rows of each; none of what is undefined
 */
export async function queryOften(
  manager: EntityManager,
  ...statements: readonly (Statement | undefined)[]
): Promise<unknown[][]> {
  if (!statements.some(Boolean)) return statements.map(() => []);
  const connection = await connectionOf(manager);
  const asked = async (statement: Statement | undefined): Promise<unknown[]> => {
    if (!statement) return [];
    const { text, values } = statement;
    if (connection && isKept(connection, text)) return prepared(connection, text, values);
    return manager.query<unknown[]>(text, [...values]);
  };
  // One by one to `atOnce`, which waits until all are over, also when one fails.
  const asks = statements.map((statement) => () => asked(statement));
  return connection ? atOnce(manager.queryRunner!, ...asks) : Promise.all(asks.map((ask) => ask()));
}

const connectionOf = async ({ queryRunner }: EntityManager): Promise<ClientBase | undefined> =>
  queryRunner && !queryRunner.isReleased ? ((await queryRunner.connect()) as ClientBase) : undefined;

function isKept(connection: ClientBase, text: string): boolean {
  if (text.length > longestKept) return false;
  let kept = keptBy.get(connection);
  if (!kept) keptBy.set(connection, (kept = new Set()));
  if (kept.has(text)) return true;
  const times = (askedBefore.get(text) ?? 0) + 1;
  askedBefore.delete(text);
  askedBefore.set(text, times);
  if (askedBefore.size > mostCounted) askedBefore.delete(askedBefore.keys().next().value!);
  if (times < often || kept.size >= mostKept) return false;
  kept.add(text);
  return true;
}

async function prepared<Row extends QueryResultRow>(
  connection: ClientBase,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  // By the text, so that no other process means something else by the name.
  const name = `targeting_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
  try {
    return (await connection.query<Row>({ name, text, values: [...values] })).rows;
  } catch (error) {
    throw new QueryFailedError(text, [...values], error as Error);
  }
}
