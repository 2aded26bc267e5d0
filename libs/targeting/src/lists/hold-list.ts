import type { EntityManager } from 'typeorm';
import { sqlStateOf } from '../host/sql-state.js';
import { conflictWith } from '../http/problem.js';

/** In milliseconds: what holds a list for longer is an import, of a file into it or of many customers. It is less than what PostgreSQL waits until it looks for deadlocks (a second). */
const patience = 500;

const lockNotAvailable = '55P03';

/**
 * Takes a list for the rest of a transaction that changes or deletes it. While an import holds it that is refused: whoever waited would keep
 * all other definitions waiting, too.
 * @param path of what holds the list, e.g. `lists/7` or `segments/3`
 * @throws ProblemException 409 while it is being written by an import
 */
export async function holdList(id: number, path: string, manager: EntityManager): Promise<void> {
  const [{ before }] = await manager.query<[{ before: string }]>(
    `SELECT current_setting('lock_timeout') AS before, set_config('lock_timeout', '${patience}', true)`,
  );
  await manager
    .query('SELECT id FROM targeting.lists WHERE id = $1 FOR UPDATE', [id])
    .catch((error: unknown) => {
      throw sqlStateOf(error) === lockNotAvailable
        ? conflictWith(
            path,
            'busy',
            'A file, or customers on it, are being imported. Wait until that has ended, and try again.',
          )
        : error;
    });
  await manager.query(`SELECT set_config('lock_timeout', $1, true)`, [before]);
}
