import { actualInWords } from './actual-in-words.js';
import { describeRule, withoutShell } from './describe.js';
import { aggregateOf, edgeOf, fittingEvents, inWindow } from './match-events.js';
import { contactsOf, type MatchContext, matchRule } from './match.js';
import type { Person } from './person.js';
import type { EventRule, Rule } from './tree.js';

/** Why a rule holds for a person, or does not. */
export interface Trace {
  readonly path: string;
  /** The rule in words. */
  readonly text: string;
  /** The value that the rule met, as JSON: of a field its value, of events their number or amount or instant. */
  readonly actual: unknown;
  /** The same in words, e.g. `score is 72`; null where the rules below say it. */
  readonly actualText: string | null;
  readonly matched: boolean;
  /** Of a group. */
  readonly logic?: 'AND' | 'OR';
  readonly not?: boolean;
  readonly rules?: readonly Trace[];
}

/** Evaluates a linked rule for one person and keeps what each rule met. A group of one rule is that rule. */
export function explainRule(whole: Rule, person: Person, context: MatchContext): Trace {
  const rule = withoutShell(whole);
  const children = childrenOf(rule).map((child) => explainRule(child, person, context));
  const actual = actualOf(rule, person, context);
  return {
    path: rule.path,
    text: describeRule(rule, context.moment),
    actual,
    actualText: actualInWords(rule, actual, person, context),
    matched: matchRule(rule, person, context),
    ...(rule.kind === 'group' && { logic: rule.logic, not: rule.not }),
    ...(children.length > 0 && { rules: children }),
  };
}

function childrenOf(rule: Rule): readonly Rule[] {
  if (rule.kind === 'group') return rule.rules;
  return rule.kind === 'segment' && rule.target ? [rule.target.rule] : [];
}

function actualOf(rule: Rule, person: Person, context: MatchContext): unknown {
  switch (rule.kind) {
    case 'field':
      return person.values.get(rule.field.name) ?? null;
    case 'event':
      return actualEvents(rule, person, context);
    case 'list':
      return person.lists.has(rule.id);
    case 'contacted':
      return contactsOf(rule, person, context).length;
    default:
      return null;
  }
}

/** The number, or the amount, or the instant that the question is about. */
function actualEvents(rule: EventRule, { events }: Person, { moment }: MatchContext): unknown {
  const fitting = fittingEvents(rule, events, moment);
  const { question } = rule;
  if (question.kind === 'first' || question.kind === 'last') {
    const edge = edgeOf(question.kind, fitting);
    return edge ? new Date(edge.at).toISOString() : null;
  }
  const inside = inWindow(rule, fitting, moment);
  if (question.kind !== 'aggregate') return inside.length;
  const aggregate = aggregateOf(question, inside);
  return aggregate ? Number(aggregate.value.div(aggregate.scale)) : null;
}
