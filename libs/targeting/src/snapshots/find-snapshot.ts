import type { View } from '../host/consistent-read.js';
import { notFound } from '../http/problem.js';
import { SnapshotEntity } from './snapshot.entity.js';

/** @throws ProblemException 404 */
export async function findSnapshot(id: number, { manager }: View): Promise<SnapshotEntity> {
  const found = await manager.findOneBy(SnapshotEntity, { id });
  if (!found) throw notFound('snapshot', id);
  return found;
}
