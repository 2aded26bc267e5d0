import type { InlinedDefinition } from '../inline-definition.js';
import { customersInWords } from './in-words.js';

/** Says in words what differs between two frozen definitions; nothing when they mean the same. */
export const definitionChanges = (before: InlinedDefinition, after: InlinedDefinition): string[] => [
  ...logicChange(before, after),
  ...references(before, after, 'segments'),
  ...references(before, after, 'lists'),
  ...handPicked(before, after),
  ...suppression(before, after),
  ...namesAndVersions(before, after),
];

function logicChange(before: InlinedDefinition, after: InlinedDefinition): string[] {
  if (before.include_logic === after.include_logic || after.include_segments.length < 2) return [];
  const how =
    after.include_logic === 'AND'
      ? 'all of the segments, no longer in any'
      : 'any of the segments, no longer in all';
  return [`Included is who is in ${how} of them`];
}

const uses = {
  include: { added: 'Now included', removed: 'No longer included' },
  exclude: { added: 'Now kept out', removed: 'No longer kept out' },
};

function references(
  before: InlinedDefinition,
  after: InlinedDefinition,
  kind: 'segments' | 'lists',
): string[] {
  const what = kind === 'segments' ? 'the segment' : 'the list';
  return (['include', 'exclude'] as const).flatMap((use) => {
    const { added, removed } = moved(before[`${use}_${kind}`], after[`${use}_${kind}`]);
    return [
      ...added.map((id) => `${uses[use].added}: ${what} ${nameOf(id, after[kind])}`),
      ...removed.map((id) => `${uses[use].removed}: ${what} ${nameOf(id, before[kind])}`),
    ];
  });
}

function handPicked(before: InlinedDefinition, after: InlinedDefinition): string[] {
  return (['include', 'exclude'] as const).flatMap((use) => {
    const { added, removed } = moved(before[`${use}_customers`], after[`${use}_customers`]);
    return [
      ...(added.length > 0 ? [`${uses[use].added}: ${customersInWords(added.length)} picked by hand`] : []),
      ...(removed.length > 0
        ? [`${uses[use].removed}: ${customersInWords(removed.length)} picked by hand`]
        : []),
    ];
  });
}

function suppression(before: InlinedDefinition, after: InlinedDefinition): string[] {
  const days = [before.exclude_contacted_within_days, after.exclude_contacted_within_days] as const;
  const campaigns = moved(
    before.exclude_contacted_in_campaigns.map(String),
    after.exclude_contacted_in_campaigns.map(String),
  );
  return [
    ...(before.exclude_unsubscribed === after.exclude_unsubscribed
      ? []
      : [`${after.exclude_unsubscribed ? 'Now' : 'No longer'} kept out: unsubscribed`]),
    ...(days[0] === days[1] ? [] : [daysChange(...days)]),
    ...campaigns.added.map((id) => `Now kept out: contacted by campaign ${id}`),
    ...campaigns.removed.map((id) => `No longer kept out: contacted by campaign ${id}`),
  ];
}

function daysChange(before: number | null, after: number | null): string {
  if (after === null) return `No longer kept out: contacted in the last ${daysInWords(before!)}`;
  const earlier = before === null ? '' : `, no longer ${daysInWords(before)}`;
  return `Now kept out: contacted in the last ${daysInWords(after)}${earlier}`;
}

/** Of whatever both refer to, at any depth. */
function namesAndVersions(before: InlinedDefinition, after: InlinedDefinition): string[] {
  const segments = common(before.segments, after.segments);
  return [
    ...segments.flatMap(([was, is]) =>
      was.version === is.version
        ? []
        : [`The segment “${is.name}” has changed: version ${is.version}, no longer version ${was.version}`],
    ),
    ...renamed('segment', segments),
    ...renamed('list', common(before.lists, after.lists)),
  ];
}

const renamed = (kind: string, pairs: readonly (readonly [Named, Named])[]): string[] =>
  pairs.flatMap(([was, is]) =>
    was.name === is.name ? [] : [`The ${kind} “${was.name}” is now called “${is.name}”`],
  );

interface Named {
  readonly id: number;
  readonly name: string;
}

function common<T extends Named>(before: readonly T[], after: readonly T[]): [was: T, is: T][] {
  const known = new Map(before.map((each) => [each.id, each]));
  return after.flatMap((is) => {
    const was = known.get(is.id);
    return was ? [[was, is] satisfies [T, T]] : [];
  });
}

function moved<T>(before: readonly T[], after: readonly T[]): { added: T[]; removed: T[] } {
  const [was, is] = [new Set(before), new Set(after)];
  return { added: after.filter((each) => !was.has(each)), removed: before.filter((each) => !is.has(each)) };
}

const nameOf = (id: number, named: readonly Named[]): string =>
  `“${named.find((each) => each.id === id)?.name ?? id}”`;

const daysInWords = (count: number) => (count === 1 ? 'day' : `${count} days`);
