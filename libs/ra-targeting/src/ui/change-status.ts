import { HttpError, type Identifier, type RaRecord } from 'react-admin';
import type { DefinitionStatus } from '../data-provider/types.js';

/** A definition, as far as its status goes. */
export interface Stated extends RaRecord {
  name: string;
  status: DefinitionStatus;
}

export interface Changed {
  done: Stated[];
  /** What could not be changed, and why. */
  refused: { record: Stated; reason: string; isInUse: boolean }[];
}

/**
 * Gives each its new status; what is refused does not keep the others. What is used only by others of the selection can
 * be archived after them, so those refused are tried again as long as that gets on.
 */
export async function changeEach(
  records: readonly Stated[],
  statusOf: (record: Stated) => DefinitionStatus,
  update: (id: Identifier, status: DefinitionStatus) => Promise<unknown>,
): Promise<Changed> {
  const done: Stated[] = [];
  let waiting = records.filter((record) => record.status !== statusOf(record));
  for (;;) {
    const refused: Changed['refused'] = [];
    for (const record of waiting)
      await update(record.id, statusOf(record)).then(
        () => done.push(record),
        (error: Error) => refused.push({ record, reason: error.message, isInUse: isConflict(error) }),
      );
    const again = refused.filter(({ isInUse }) => isInUse).map(({ record }) => record);
    if (again.length === 0 || refused.length === waiting.length || again.length < refused.length)
      return { done, refused };
    waiting = again;
  }
}

const isConflict = (error: unknown): boolean => error instanceof HttpError && error.status === 409;
