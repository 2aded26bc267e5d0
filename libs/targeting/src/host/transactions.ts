import type { ClientBase, QueryResult } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { atOnce } from './at-once.js';

/** A transaction that sees one state of the database. */
export interface Transaction {
  readonly manager: EntityManager;
  /** Of the server process that it runs in. */
  readonly pid: number;
}

/** What is asked first in a transaction, with its beginning. */
export type First<F> = (manager: EntityManager) => Promise<F>;

export const nothing: First<undefined> = () => Promise.resolve(undefined);

/**
 * Asks in a read-only transaction of repeatable reads; 0 milliseconds are no limit of its statements. It is begun in one message to the
 * server, and the answer does not wait for its end, where nothing can fail any more: both are a part of the time of every question.
 */
export async function readOnly<T, F>(
  dataSource: DataSource,
  milliseconds: number,
  ask: (transaction: Transaction, first: F) => Promise<T>,
  first: First<F>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  const connection = (await runner.connect()) as ClientBase;
  const end = (how: 'COMMIT' | 'ROLLBACK') =>
    void connection
      .query(how)
      // An end that was cancelled leaves the transaction open, for whoever gets the connection next.
      .catch(() => connection.query('ROLLBACK'))
      .catch(() => undefined) // A connection that is lost is not given back.
      .finally(() => runner.release());
  try {
    const [pid, found] = await atOnce(
      runner,
      () => begin(connection, milliseconds),
      () => first(runner.manager),
    );
    sayBegun(runner);
    const answer = await ask({ manager: runner.manager, pid }, found);
    // After the answer has been sent, not before: to write to a socket takes its time, too.
    setImmediate(end, 'COMMIT');
    return answer;
  } catch (error) {
    end('ROLLBACK');
    throw error;
  }
}

/** The server processes of connections, which stay theirs. */
const processes = new WeakMap<ClientBase, number>();

/** Compiling the statements to come takes longer than running them. @returns the server process */
async function begin(connection: ClientBase, milliseconds: number): Promise<number> {
  const known = processes.get(connection);
  const answers = (await connection.query(
    `START TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
     SET LOCAL jit = off;
     SET LOCAL statement_timeout = ${Math.round(milliseconds)};
     ${known === undefined ? 'SELECT pg_backend_pid() AS pid' : ''}`,
  )) as unknown as QueryResult<{ pid: number }>[];
  const pid = known ?? answers.at(-1)!.rows[0]!.pid;
  processes.set(connection, pid);
  return pid;
}

/** So that a transaction which a host's callback begins within is a savepoint, whose end is not that of what is seen here. */
const sayBegun = (runner: QueryRunner) =>
  Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });

/** The same where something is written down, too. */
export const readWrite = <T, F>(
  dataSource: DataSource,
  milliseconds: number,
  ask: (transaction: Transaction, first: F) => Promise<T>,
  first: First<F>,
): Promise<T> =>
  dataSource.transaction('REPEATABLE READ', async (manager) => {
    const pid = await limitStatements(milliseconds, manager);
    return ask({ manager, pid }, await first(manager));
  });

/** For the statements to come; to compile them would take longer than to run them. @returns the server process */
export async function limitStatements(milliseconds: number, manager: EntityManager): Promise<number> {
  const [{ pid }] = await manager.query<[{ pid: number }]>(
    `SELECT pg_backend_pid() AS pid, set_config('jit', 'off', true), set_config('statement_timeout', $1, true)`,
    [String(Math.round(milliseconds))],
  );
  return pid;
}
