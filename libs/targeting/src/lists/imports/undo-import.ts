import type { EntityManager } from 'typeorm';
import { conflictWith, notFound } from '../../http/problem.js';
import { holdList } from '../hold-list.js';
import { ListEntity } from '../list.entity.js';
import { entryTables } from '../list-entries.js';
import { ImportEntity, type ImportStatus } from './import.entity.js';

/**
 * Takes back what an import put on its list, and brings back what it had replaced. Customers that it made stay: they are
 * the host's. Of one that has failed nothing is on the list; to undo it says that it is not wanted any more.
 * @throws ProblemException 404, or 409 when the import is running, or undone already, and while another is being written into its list
 */
export async function undoImport(
  id: number,
  actor: string | null,
  manager: EntityManager,
): Promise<ImportEntity> {
  const found = await manager.findOneBy(ImportEntity, { id });
  if (!found) throw notFound('import', id);
  const { listId, status } = found;
  if (status !== 'completed' && status !== 'failed') throw refusal(id, status);
  await holdList(listId, `imports/${id}`, manager);
  await manager.update(
    ListEntity,
    { id: listId },
    { updatedBy: actor, updatedAt: () => 'clock_timestamp()' },
  );
  const { affected } = await manager.update(ImportEntity, { id, status }, { status: 'undone' });
  if (affected === 0) throw refusal(id, 'undone');
  const replacement = await laterReplacement(id, listId, manager);
  for (const table of entryTables) {
    await manager.query(`DELETE FROM targeting.${table} WHERE list_id = $1 AND import_id = $2`, [listId, id]);
    await manager.query(
      `UPDATE targeting.${table} SET replaced_by = $3 WHERE list_id = $1 AND replaced_by = $2`,
      [listId, id, replacement],
    );
  }
  return found;
}

/** What an import had replaced is not on the list when a later one would have replaced it too. */
async function laterReplacement(id: number, listId: number, manager: EntityManager): Promise<number | null> {
  const [later] = await manager.query<{ id: number }[]>(
    `SELECT id FROM targeting.imports WHERE list_id = $1 AND mode = 'replace' AND status = 'completed'
       AND finished_at > (SELECT finished_at FROM targeting.imports WHERE id = $2) ORDER BY finished_at LIMIT 1`,
    [listId, id],
  );
  return later?.id ?? null;
}

const refusal = (id: number, status: ImportStatus) =>
  conflictWith(
    `imports/${id}`,
    status,
    status === 'undone'
      ? 'This import is undone already.'
      : `This import is ${status}. Wait until it has ended.`,
  );
