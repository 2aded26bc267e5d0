import type { Group, Rule } from '../rules/index.js';

/** Something that brings customers into an audience. */
export interface Source {
  readonly kind: 'all' | 'segment' | 'list' | 'customers';
  readonly id?: number;
  readonly name?: string;
  /** Linked. */
  readonly rule: Rule;
}

/** Something that keeps customers out, whatever brings them in. */
export interface Exclusion {
  readonly kind: 'segment' | 'customers' | 'list' | 'unsubscribed' | 'contacted';
  readonly id?: number;
  readonly name?: string;
  readonly withinDays?: number;
  readonly campaigns?: readonly (number | string)[];
  /** Linked. */
  readonly rule: Rule;
}

/** What an audience resolves to. Preview, members, snapshot and send all compile this. Exclusions are in the order they are charged. */
export interface Plan {
  readonly logic: 'AND' | 'OR';
  readonly sources: readonly Source[];
  readonly exclusions: readonly Exclusion[];
}

/** The plan of a segment by itself, without the exclusions that a send would add. */
export const planOf = (source: Source): Plan => ({ logic: 'OR', sources: [source], exclusions: [] });

/** Every rule of a plan. */
export const rulesOf = ({ sources, exclusions }: Plan): Rule[] =>
  [...sources, ...exclusions].map(({ rule }) => rule);

/** Which sources stand together: with `AND`, the segments only bring in who is in all of them. */
export const groupsOf = ({ logic, sources }: Plan): { joined: number[]; single: number[] } => {
  const positions = sources.map((_, position) => position);
  const joined = logic === 'AND' ? positions.filter((position) => sources[position]!.kind === 'segment') : [];
  return { joined, single: positions.filter((position) => !joined.includes(position)) };
};

/** SQL: brought in, given the conditions (or flags) of the sources. */
export const includedSql = (plan: Plan, sources: readonly string[]): string =>
  included(plan, sources, (logic, conditions) => `(${conditions.join(` ${logic} `)})`);

/** The same as one rule. */
export const includedRule = (plan: Plan): Rule =>
  included<Rule>(
    plan,
    plan.sources.map(({ rule }) => rule),
    (logic, rules) => ({ kind: 'group', logic, not: false, rules, path: 'include' }),
  );

function included<T>(
  plan: Plan,
  sources: readonly T[],
  combine: (logic: Group['logic'], parts: readonly T[]) => T,
): T {
  const at = (positions: readonly number[]) => positions.map((position) => sources[position]!);
  const { joined, single } = groupsOf(plan);
  const alternatives = joined.length > 0 ? [combine('AND', at(joined)), ...at(single)] : at(single);
  return combine('OR', alternatives);
}

/** SQL: brought in and not kept out. */
export const keptSql = (included: string, exclusions: readonly string[]): string =>
  [included, ...exclusions.map((exclusion) => `NOT ${exclusion}`)].join(' AND ');

/** SQL: each source brings the customer in; with `AND`, a segment does only for who is in all. */
export function bringsInSql(plan: Plan, sources: readonly string[]): string[] {
  const { joined } = groupsOf(plan);
  const all = joined.map((position) => sources[position]).join(' AND ');
  return sources.map((source, position) => (joined.includes(position) ? `(${all})` : source));
}

/** The same in memory, for one customer. */
export function bringsIn(plan: Plan, matched: readonly boolean[]): boolean[] {
  const { joined } = groupsOf(plan);
  const all = joined.every((position) => matched[position]);
  return matched.map((match, position) => (joined.includes(position) ? all : match));
}

/** `segment:1`, `customers`: how a source is named beside a member. */
export const sourceName = ({ kind, id }: Source): string => (id === undefined ? kind : `${kind}:${id}`);
