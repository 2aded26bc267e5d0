import { conflict, conflictWith, type Fault } from '../http/problem.js';
import { unfinishedInWords } from '../lists/imports/unfinished.js';
import type { LoadedReferences } from '../targets/references.js';

/** @throws ProblemException 409 when a segment or a list that the audience refers to, at any depth, is a draft */
export function refuseDrafts({ segments, lists }: LoadedReferences): void {
  const drafts = [...draftsAmong('segments', segments), ...draftsAmong('lists', lists)];
  if (drafts.length > 0) throw conflict(drafts.map(({ message }) => message).join(' '), drafts);
}

const draftsAmong = (
  kind: string,
  definitions: ReadonlyMap<number, { name: string; status: string }>,
): Fault[] =>
  [...definitions]
    .filter(([, { status }]) => status === 'draft')
    .map(([id, { name }]) => ({
      path: `${kind}/${id}`,
      code: 'draft',
      message: `“${name}” is a draft; drafts are never sent.`,
    }));

/**
 * A list with an import that has not come to its end does not hold yet whom it should: to send then could reach people that a
 * file of exclusions is about to name.
 * @throws ProblemException 409 when an import into a list that the audience refers to, at any depth, is running or has failed
 */
export function refuseUnfinishedImports({ lists }: LoadedReferences): void {
  for (const [id, { name, segmentId, unfinished }] of lists) {
    if (!unfinished) continue;
    const path = segmentId === undefined ? `lists/${id}` : `segments/${segmentId}`;
    throw conflictWith(path, `import_${unfinished}`, unfinishedInWords(name, unfinished));
  }
}
