import { sqlStateOf } from '../host/sql-state.js';

/** The log can be read or begun by nobody. */
export class LogUnusable extends Error {
  constructor(cause: unknown) {
    super('The log of changes cannot be used.', { cause });
  }
}

/** Whether PostgreSQL will refuse it the next time, too: a right or a table is missing. */
export const isRefused = (error: unknown): boolean => sqlStateOf(error)?.startsWith('42') ?? false;

export const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** What goes on after the sets were used is no matter of the engine, nor is the commit: it must not be done a second time. */
export class FailedAfter extends Error {
  constructor(cause: unknown) {
    super('What came after failed.', { cause });
  }
}
