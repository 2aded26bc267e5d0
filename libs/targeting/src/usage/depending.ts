import type { EntityManager } from 'typeorm';

/** Segments that refer to one of these, directly or through others; archived ones count for nothing. */
export const segmentsDependingOn = (
  ids: readonly number[],
  manager: EntityManager,
): Promise<{ id: number; name: string }[]> =>
  manager.query(
    `WITH RECURSIVE used(id) AS (
       SELECT unnest($1::integer[])
       UNION SELECT s.id FROM used u JOIN targeting.segments s ON s.status <> 'archived'
         AND jsonb_path_exists(s.conditions, '$.**.segment ? (@ == $id)', jsonb_build_object('id', u.id)))
     SELECT id, name FROM targeting.segments WHERE id IN (SELECT id FROM used) AND NOT id = ANY($1) ORDER BY id`,
    [ids],
  );
