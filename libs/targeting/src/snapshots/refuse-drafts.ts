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
