import { audienceChanges } from '../../history/audience-words.js';
import type { Definition } from '../../history/definition.js';
import type { Wording } from '../../history/wording.js';
import type { View } from '../../host/consistent-read.js';
import type { InlinedDefinition, InlinedSegment } from '../inline-definition.js';

/** Says in plain words what makes a frozen definition another one, at any depth; nothing when both are the same. */
export async function definitionChanges(
  before: InlinedDefinition,
  after: InlinedDefinition,
  wording: Wording,
  view: View,
): Promise<string[]> {
  const segments = common(before.segments, after.segments).filter(([was, is]) => was.version !== is.version);
  const ofSegments: string[] = [];
  for (const pair of segments) ofSegments.push(...(await segmentChanges(...pair, wording, view)));
  const mentioned = [before, after].flatMap((each) => each.exclude_contacted_in_campaigns);
  const names = { ...namesOf(before, after), campaigns: await wording.campaigns(mentioned, view) };
  return [
    ...audienceChanges(asDefinition(before), asDefinition(after), names),
    ...ofSegments,
    ...common(listsOf(before), listsOf(after)).flatMap(([was, is]) =>
      was.name === is.name ? [] : [`Renamed: the list “${was.name}” → “${is.name}”`],
    ),
  ];
}

async function segmentChanges(
  was: InlinedSegment,
  is: InlinedSegment,
  wording: Wording,
  view: View,
): Promise<string[]> {
  const [before, after] = [was, is].map(ofSegment) as [Definition, Definition];
  const changes = (await wording.of('segment', [before, after], view)).changes(before, after);
  // Of a fixed list of customers, say, nothing is inlined.
  const said = changes.length > 0 ? changes : [`Changed: version ${was.version} → version ${is.version}`];
  return said.map((change) => `In the segment “${is.name}”: ${change[0]!.toLowerCase()}${change.slice(1)}`);
}

/** Without those behind static segments, which the segments tell of. */
const listsOf = ({ segments, lists }: InlinedDefinition) =>
  lists.filter(({ id }) => !segments.some(({ list_id }) => list_id === id));

/** What is frozen has no name, description and status of its own. */
const nameless = { name: '', description: '', status: 'active' } as const;

const asDefinition = (inlined: InlinedDefinition): Definition => ({ ...nameless, ...inlined });

const ofSegment = ({ name, segment_type, conditions }: InlinedSegment): Definition => ({
  ...nameless,
  ...{ name, segment_type, conditions },
});

/** What is gone is called as it was. */
const namesOf = (before: InlinedDefinition, after: InlinedDefinition) => ({
  segments: new Map([...before.segments, ...after.segments].map(({ id, name }) => [id, name])),
  lists: new Map([...before.lists, ...after.lists].map(({ id, name }) => [id, name])),
});

function common<T extends { readonly id: number }>(
  before: readonly T[],
  after: readonly T[],
): [was: T, is: T][] {
  const known = new Map(before.map((each) => [each.id, each]));
  return after.flatMap((is) => {
    const was = known.get(is.id);
    return was ? [[was, is] satisfies [T, T]] : [];
  });
}
