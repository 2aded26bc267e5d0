import type { EntityManager } from 'typeorm';

/** How many use something: drafts too, but not what is archived, nor campaigns already sent. */
export interface UserCounts {
  segments: number;
  audiences: number;
  campaigns: number;
}

/** Counts the segments and audiences that name each of the segments or lists, in one pass over them. */
export async function countUsers(
  kind: 'segment' | 'list',
  ids: readonly number[],
  manager: EntityManager,
): Promise<Map<number, UserCounts>> {
  const rows = await manager.query<{ id: number; segments: number; audiences: number }[]>(
    `SELECT wanted.id, count(*) FILTER (WHERE used.by = 'segment')::int AS segments,
       count(*) FILTER (WHERE used.by = 'audience')::int AS audiences
     FROM unnest($1::integer[]) wanted(id) JOIN (
       SELECT DISTINCT 'segment' AS by, s.id, named.id AS names
       FROM targeting.segments s, jsonb_path_query(s.conditions, '$.**.${kind}') named(id) WHERE s.status <> 'archived'
       UNION ALL
       SELECT DISTINCT 'audience', a.id, named.id
       FROM targeting.audiences a, jsonb_array_elements(a.include_${kind}s || a.exclude_${kind}s) named(id)
       WHERE a.status <> 'archived') used ON used.names = to_jsonb(wanted.id)
     GROUP BY wanted.id`,
    [ids],
  );
  const found = new Map(rows.map(({ id, ...counts }) => [id, counts]));
  return new Map(ids.map((id) => [id, { segments: 0, audiences: 0, campaigns: 0, ...found.get(id) }]));
}
