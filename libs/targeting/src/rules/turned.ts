import { type MatchContext, matchRule } from './match.js';
import type { Person } from './person.js';
import type { Rule } from './tree.js';

/** The rules, at any depth, by which a linked rule has another answer at one instant than at another: none, when it has not. */
export function turnedRules(rule: Rule, person: Person, before: MatchContext, after: MatchContext): Rule[] {
  if (matchRule(rule, person, before) === matchRule(rule, person, after)) return [];
  if (rule.kind === 'group') return rule.rules.flatMap((child) => turnedRules(child, person, before, after));
  if (rule.kind === 'segment' && rule.target) return turnedRules(rule.target.rule, person, before, after);
  return [rule];
}
