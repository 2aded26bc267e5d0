import type { EntityManager } from 'typeorm';

/** How many use something: drafts too, but not what is archived, nor campaigns already sent. */
export interface UserCounts {
  segments: number;
  audiences: number;
  campaigns: number;
}

/** Counts the segments and audiences that name each of the segments, in one pass over them. */
export async function countUsers(
  ids: readonly number[],
  manager: EntityManager,
): Promise<Map<number, UserCounts>> {
  // Not as one list of both: to read two tables at a time, PostgreSQL would start processes, however few definitions there are.
  const rows = await manager.query<{ id: number; segments: number; audiences: number }[]>(
    `SELECT wanted.id, coalesce(by_segments.count, 0) AS segments, coalesce(by_audiences.count, 0) AS audiences
     FROM unnest($1::integer[]) wanted(id) LEFT JOIN (
       SELECT named.id, count(DISTINCT s.id)::int AS count
       FROM targeting.segments s, jsonb_path_query(s.conditions, '$.**.segment') named(id)
       WHERE s.status <> 'archived' GROUP BY named.id) by_segments ON by_segments.id = to_jsonb(wanted.id)
     LEFT JOIN (
       SELECT named.id, count(DISTINCT a.id)::int AS count
       FROM targeting.audiences a, jsonb_array_elements(a.include_segments || a.exclude_segments) named(id)
       WHERE a.status <> 'archived' GROUP BY named.id) by_audiences ON by_audiences.id = to_jsonb(wanted.id)`,
    [ids],
  );
  return new Map(rows.map(({ id, ...counts }) => [id, { ...counts, campaigns: 0 }]));
}
