import type { QueryRunner } from 'typeorm';
import { sqlStateOf } from './sql-state.js';

/** Whether another transaction has changed the same in the meantime: then it is worth trying again. */
export const isConflict = (error: unknown): boolean => sqlStateOf(error) === '40001';

/** Whether another transaction and this one have waited for each other, so that one of them had to let go. */
const isDeadlock = (error: unknown): boolean => sqlStateOf(error) === '40P01';

const attempts = 5;

/** Does a part of the runner's open transaction, and if that runs into a deadlock, lets go of what it has taken and does it again. */
export async function despiteDeadlocks<T>(runner: QueryRunner, work: () => Promise<T>): Promise<T> {
  for (let left = attempts - 1; ; left--) {
    // A savepoint.
    await runner.startTransaction();
    try {
      const result = await work();
      await runner.commitTransaction();
      return result;
    } catch (error) {
      // Where the connection is lost, that is what has failed.
      await runner.rollbackTransaction().catch(() => undefined);
      if (!isDeadlock(error) || left === 0) throw error;
    }
  }
}
