import { canonicalRule } from './canonical.js';
import { describeRule, withoutShell } from './describe.js';
import type { Moment } from './time.js';
import type { Group, Rule } from './tree.js';

/**
 * What makes `after` another rule than `before`, in plain words: one sentence for each rule that was added, removed or
 * changed, and for each group whose rules are combined otherwise. Empty when both mean the same by form.
 */
export function diffRules(before: Rule, after: Rule, moment: Moment): string[] {
  if (canonicalRule(before) === canonicalRule(after)) return [];
  return diffGroups(asGroup(before), asGroup(after), '', moment);
}

function diffGroups(before: Group, after: Group, place: string, moment: Moment): string[] {
  const [removed, added] = withoutEqual(childrenOf(before), childrenOf(after));
  const pairs = pair(removed, added);
  const unpaired = (rules: readonly Rule[], side: 0 | 1) =>
    rules.filter((rule) => !pairs.some((each) => each[side] === rule));
  const words = (rule: Rule) => describeRule(rule, moment);
  return [
    ...combinationChanges(before, after, place),
    ...pairs.flatMap(([was, is]) =>
      was.kind === 'group' && is.kind === 'group'
        ? diffGroups(was, is, ` within “${words(was)}”`, moment)
        : [`Changed${place}: ${words(was)} → ${words(is)}`],
    ),
    ...unpaired(removed, 0).map((rule) => `Removed${place}: ${words(rule)}`),
    ...unpaired(added, 1).map((rule) => `Added${place}: ${words(rule)}`),
  ];
}

const asGroup = (rule: Rule): Group =>
  rule.kind === 'group' ? rule : { kind: 'group', logic: 'AND', not: false, rules: [rule], path: rule.path };

const childrenOf = ({ rules }: Group): Rule[] => rules.map(withoutShell);

/** How the rules of a group are combined makes no difference while there is but one. */
function combinationChanges(before: Group, after: Group, place: string): string[] {
  const isAlone = before.rules.length === 1 && after.rules.length === 1;
  if (before.not === after.not && (before.logic === after.logic || isAlone)) return [];
  const [was, is] = [before, after].map((group) => (isAlone ? alone(group) : combination(group)));
  return [`Changed${place}: ${was} → ${is}`];
}

const alone = ({ not }: Group) => (not ? 'the rule must not hold' : 'the rule must hold');

function combination({ logic, not }: Group): string {
  if (logic === 'AND') return not ? 'not all rules may hold' : 'all rules must hold';
  return not ? 'no rule may hold' : 'one rule is enough';
}

/** What is left of both when each rule is taken away together with one that means the same. */
function withoutEqual(before: readonly Rule[], after: readonly Rule[]): [Rule[], Rule[]] {
  const left = [...after];
  const removed = before.filter((rule) => {
    const form = canonicalRule(rule);
    const index = left.findIndex((each) => canonicalRule(each) === form);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return [removed, left];
}

/** Which of the rules removed has become which of those added: the best match first, each once. */
function pair(removed: readonly Rule[], added: readonly Rule[]): [Rule, Rule][] {
  const candidates = removed
    .flatMap((was) => added.map((is) => ({ was, is, likeness: likeness(was, is) })))
    .filter((each) => each.likeness > 0)
    .sort((a, b) => b.likeness - a.likeness);
  const taken = new Set<Rule>();
  const pairs: [Rule, Rule][] = [];
  for (const { was, is } of candidates) {
    if (taken.has(was) || taken.has(is)) continue;
    taken.add(was).add(is);
    pairs.push([was, is]);
  }
  return pairs.sort(([a], [b]) => removed.indexOf(a) - removed.indexOf(b));
}

/** Between 0, nothing in common, and 1. Groups are alike by the rules they share, others by what they ask about. */
function likeness(one: Rule, other: Rule): number {
  if (one.kind !== 'group' && other.kind !== 'group')
    return subject(one) === subject(other) ? (operator(one) === operator(other) ? 1 : 0.5) : 0;
  const ofOther = new Set(leavesOf(other).map(canonicalRule));
  const leaves = leavesOf(one).map(canonicalRule);
  return leaves.filter((leaf) => ofOther.has(leaf)).length / Math.max(leaves.length, ofOther.size);
}

const leavesOf = (rule: Rule): Rule[] => (rule.kind === 'group' ? rule.rules.flatMap(leavesOf) : [rule]);

function subject(rule: Rule): string {
  if (rule.kind === 'field') return `field ${rule.field.name}`;
  return rule.kind === 'event' ? `event ${rule.event.name}` : rule.kind;
}

const operator = (rule: Rule): string => {
  if (rule.kind === 'field') return rule.operator.name;
  return rule.kind === 'event' ? rule.question.kind : '';
};
