import type { AudienceDefinition } from '../audiences/audience.entity.js';
import type { View } from '../host/consistent-read.js';
import { conflict } from '../http/problem.js';
import { idsOf, loadReferences } from '../targets/references.js';

/** @throws ProblemException 409 when a segment or a list that the audience refers to, at any depth, is a draft */
export async function refuseDrafts(
  audience: AudienceDefinition,
  { catalogue, manager }: View,
): Promise<void> {
  const { segments, lists } = await loadReferences(idsOf(audience), catalogue, manager);
  const drafts = [...segments.values(), ...lists.values()].filter(({ status }) => status === 'draft');
  if (drafts.length > 0)
    throw conflict(`${drafts.map(({ name }) => `“${name}”`).join(', ')} is a draft; drafts are never sent.`);
}

/**
 * A list whose newest import has not come to its end does not hold yet whom it should: to send then could reach people that a
 * file of exclusions is about to name.
 * @throws ProblemException 409 when an import into a list that the audience refers to, at any depth, is running or has failed
 */
export async function refuseUnfinishedImports(
  audience: AudienceDefinition,
  { catalogue, manager }: View,
): Promise<void> {
  const { lists } = await loadReferences(idsOf(audience), catalogue, manager);
  const rows = await manager.query<{ id: number; status: string }[]>(
    `SELECT list_id AS id, status FROM targeting.imports i WHERE list_id = ANY($1::integer[])
       AND status IN ('running', 'failed')
       AND NOT EXISTS (SELECT 1 FROM targeting.imports n WHERE n.list_id = i.list_id AND n.id > i.id)`,
    [[...lists.keys()]],
  );
  const [unfinished] = rows;
  if (!unfinished) return;
  const name = lists.get(unfinished.id)!.name;
  throw conflict(
    unfinished.status === 'running'
      ? `“${name}” is still being imported. Wait until that has ended.`
      : `The last import into “${name}” has failed. Import its file again, undo that import, or take the list out of the audience.`,
  );
}
