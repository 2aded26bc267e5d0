import type { FieldAt } from '../fields/field-at.js';
import { capital } from '../ui/capital.js';
import type { WireFieldRule, WireNode, WireEventRule, WireRule } from './tree/wire.js';
import type { Scope } from './BuilderContext.js';
import { kindOf } from './tree/wire.js';
import { newEventRule, newFieldRule, newRule, withField } from './new-rule.js';

export interface Subject {
  /** `field:score`, `event:purchase`, `segment`, … */
  id: string;
  group: 'field' | 'event' | 'other';
  /** As the data calls it; of what is elsewhere, a message. */
  label?: string;
}

const others = ['segment', 'list', 'contacted', 'sample'] as const;

/** What a rule can be about at a place. */
export const subjectsOf = ({ fields, events }: Scope): Subject[] => [
  ...fields.map(({ name, label }): Subject => ({
    id: `field:${name}`,
    group: 'field',
    label: capital(label),
  })),
  ...(events ?? []).map(({ name, label }): Subject => ({
    id: `event:${name}`,
    group: 'event',
    label: capital(label),
  })),
  ...(events ? others : []).map((id): Subject => ({ id, group: 'other' })),
];

export function subjectOf(rule: WireNode): string | undefined {
  const kind = kindOf(rule);
  if (kind === 'field') return `field:${(rule as WireFieldRule).field}`;
  if (kind === 'event') return `event:${(rule as WireEventRule).event}`;
  return kind;
}

/** The field that a rule asks: of customers, or within `where` of an event. */
export function fieldOf(rule: WireNode, { fields, event }: Scope): FieldAt | undefined {
  if (kindOf(rule) !== 'field') return undefined;
  const field = fields.find(({ name }) => name === (rule as WireFieldRule).field);
  return field && { field, ...(event !== undefined && { event: { name: event, label: event } }) };
}

/** A rule about a subject; what can stay of the one before stays. */
export function ruleAbout(subject: string, { fields, events }: Scope, before?: WireRule): WireRule {
  const [kind, name] = divided(subject);
  if (kind === 'field') {
    const field = fields.find((each) => each.name === name)!;
    if (!before || kindOf(before) !== 'field') return newFieldRule(field);
    const old = before as WireFieldRule;
    return withField(old, fields.find((each) => each.name === old.field)?.type, field);
  }
  if (kind === 'event') {
    const fresh = newEventRule(events!.find((each) => each.name === name)!);
    const { operator, within } = (before ?? {}) as Partial<WireEventRule>;
    return before && kindOf(before) === 'event' ? { ...fresh, operator: operator!, within } : fresh;
  }
  return newRule[kind as (typeof others)[number]]();
}

/** Names of fields may have colons of their own. */
const divided = (subject: string): [string, string] => {
  const at = subject.indexOf(':');
  return at < 0 ? [subject, ''] : [subject.slice(0, at), subject.slice(at + 1)];
};
