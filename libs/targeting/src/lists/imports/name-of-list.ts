import type { EntityManager } from 'typeorm';

interface Named {
  id: number;
  name: string;
}

/** What a list is known as: by itself, or as the fixed segment whose customers it holds. */
export async function nameOfList(
  listId: number,
  manager: EntityManager,
): Promise<{ list: Named } | { segment: Named }> {
  const [list] = await manager.query<{ name: string; segment: Named | null }[]>(
    `SELECT l.name, (SELECT jsonb_build_object('id', s.id, 'name', s.name) FROM targeting.segments s WHERE s.list_id = l.id) AS segment
       FROM targeting.lists l WHERE l.id = $1`,
    [listId],
  );
  return list?.segment ? { segment: list.segment } : { list: { id: listId, name: list!.name } };
}
