import type { EntityManager } from 'typeorm';
import { ProblemException } from '../../http/problem.js';
import { ImportEntity } from './import.entity.js';

/** What a new import is, all but its list. */
export type ImportDraft = Pick<
  ImportEntity,
  'id' | 'fileName' | 'mode' | 'unmatchedMode' | 'header' | 'columnName' | 'identifier' | 'createdBy'
>;

/**
 * Gives the list of an import, which may come into being for it, and has the import recorded in the same transaction: a list
 * is never seen without its import that runs.
 */
export type ImportTarget = (
  record: (listId: number, manager: EntityManager) => Promise<void>,
) => Promise<number>;

const milliseconds = 1_000;

/**
 * What others see of an import while it runs, written on connections of its own. The record comes into being when the file
 * has been read, or takes longer than a second: a file that turns out at once to be unreadable leaves nothing behind.
 */
export class ImportRecord {
  private listId: number | undefined;
  private written = Date.now();

  /**
   * @param onStart told when there is a record
   */
  constructor(
    private readonly manager: EntityManager,
    private readonly draft: ImportDraft,
    private readonly list: ImportTarget,
    private readonly onStart: (id: number) => void,
  ) {}

  async start(rows: number): Promise<number> {
    if (this.listId !== undefined) return this.listId;
    this.listId = await this.list(async (listId, manager) => {
      await manager.insert(ImportEntity, { ...this.draft, listId, rows, status: 'running' });
    });
    this.onStart(this.draft.id);
    return this.listId;
  }

  async progress(rows: number): Promise<void> {
    if (Date.now() - this.written < milliseconds) return;
    if (this.listId === undefined) await this.start(rows);
    else await this.manager.update(ImportEntity, { id: this.draft.id }, { rows });
    this.written = Date.now();
  }

  async fail(error: unknown): Promise<void> {
    if (this.listId === undefined) return;
    await this.manager.update(
      ImportEntity,
      // A connection that is lost in the very end may have taken the answer with it, not the import.
      { id: this.draft.id, status: 'running' },
      { status: 'failed', error: reasonOf(error), finishedAt: () => 'clock_timestamp()' },
    );
  }
}

/** So many faults are named. */
const most = 3;

function reasonOf(error: unknown): string {
  if (!(error instanceof ProblemException)) return 'Something went wrong on our side. Nothing has changed.';
  const messages = error.errors.slice(0, most).map(({ message }) => message);
  return messages.length > 1 ? messages.join(' ') : error.detail;
}
