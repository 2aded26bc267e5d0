/** The rule tree as it is on the wire: it is the state of the builder, with no translation in between. */
export interface WireGroup {
  logic: 'AND' | 'OR';
  not?: boolean;
  rules: WireNode[];
}

export interface WireFieldRule {
  field: string;
  operator: string;
  value?: unknown;
  value_field?: string;
}

export interface WireDuration {
  amount?: number;
  unit: string;
}

export interface WireComparison {
  operator: string;
  value?: unknown;
}

export type WireWindow =
  { last?: number; unit: string } | { from?: string; to?: string } | { calendar: string };

export interface WireEventFilter {
  event: string;
  where?: WireGroup;
}

export interface WireEventRule extends WireEventFilter {
  operator: 'did' | 'did_not' | 'first_time' | 'last_time';
  within?: WireWindow;
  count?: WireComparison;
  aggregate?: WireComparison & { function: string; field: string };
  then?: WireEventFilter & { operator: 'did' | 'did_not'; within: WireDuration };
}

export interface WireSegmentRule {
  segment?: number | null;
  operator: 'in' | 'not_in';
}

export interface WireListRule {
  list?: number | null;
  operator: 'in' | 'not_in';
}

export interface WireContactedRule {
  contacted: { within?: WireWindow; campaigns?: (number | string)[] };
  operator: 'was' | 'was_not';
}

export interface WireSampleRule {
  sample: { percent?: number; salt: string };
  operator: 'in' | 'not_in';
}

export type WireRule =
  WireFieldRule | WireEventRule | WireSegmentRule | WireListRule | WireContactedRule | WireSampleRule;

export type WireNode = WireGroup | WireRule;

export type Kind = 'group' | 'field' | 'event' | 'segment' | 'list' | 'contacted' | 'sample';

const kinds = ['field', 'event', 'segment', 'list', 'contacted', 'sample'] as const;

/** What a node is; undefined for what no builder can show. */
export function kindOf(node: unknown): Kind | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  return 'rules' in node ? 'group' : kinds.find((kind) => kind in node);
}

export const isGroup = (node: unknown): node is WireGroup => kindOf(node) === 'group';

/** Whether the builder can show a tree; written by hand, it may be anything. */
export function isShowable(node: unknown): node is WireNode {
  const kind = kindOf(node);
  if (kind === 'group') {
    const { logic, rules } = node as WireGroup;
    return (logic === 'AND' || logic === 'OR') && Array.isArray(rules) && rules.every(isShowable);
  }
  if (kind === undefined) return false;
  const { where, then } = node as Partial<WireEventRule>;
  return (
    (where == null || isShowable(where)) && (then == null || then.where == null || isShowable(then.where))
  );
}
