import type { EntityManager } from 'typeorm';

/** Lists whose newest import, but for those that are undone, has not come to its end: they do not hold yet whom they should. */
export type UnfinishedImports = ReadonlyMap<number, 'running' | 'failed'>;

/** Those among the lists. */
export async function unfinishedImports(
  lists: readonly number[],
  manager: EntityManager,
): Promise<UnfinishedImports> {
  if (lists.length === 0) return new Map();
  const rows = await manager.query<{ id: number; status: 'running' | 'failed' }[]>(
    `SELECT list_id AS id, status FROM targeting.imports i WHERE list_id = ANY($1::integer[])
       AND status IN ('running', 'failed')
       AND NOT EXISTS (SELECT 1 FROM targeting.imports n WHERE n.list_id = i.list_id AND n.id > i.id AND n.status <> 'undone')`,
    [lists],
  );
  return new Map(rows.map(({ id, status }) => [id, status]));
}

/** What is wrong with such a list, and what to do about it. */
export const unfinishedInWords = (list: string, status: 'running' | 'failed'): string =>
  status === 'running'
    ? `“${list}” is still being imported. Wait until that has ended.`
    : `The last import into “${list}” has failed. Import its file again, undo that import, or take the list out of the audience.`;
