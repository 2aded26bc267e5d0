import type { EntityManager } from 'typeorm';
import type { Names } from '../rules/index.js';

interface Ids {
  segments: readonly number[];
  lists: readonly number[];
}

/** What segments and lists are called now, or were when they were deleted. */
export async function loadNames({ segments, lists }: Ids, manager: EntityManager): Promise<Names> {
  const rows = await manager.query<{ kind: string; id: number; name: string }[]>(
    `SELECT DISTINCT ON (kind, subject_id) kind, subject_id AS id, definition ->> 'name' AS name FROM targeting.definition_versions
       WHERE (kind = 'segment' AND subject_id = ANY($1::integer[])) OR (kind = 'list' AND subject_id = ANY($2::integer[]))
       ORDER BY kind, subject_id, version DESC`,
    [segments, lists],
  );
  const namesOf = (kind: string) =>
    new Map(rows.filter((row) => row.kind === kind).map(({ id, name }) => [id, name]));
  return { segments: namesOf('segment'), lists: namesOf('list') };
}
