import { describeRule, withoutShell } from '../describe.js';
import type { Moment } from '../time.js';
import type { Rule } from '../tree.js';
import type { RuleWarning } from './check-rules.js';

/** Groups that negate one rule which is itself a negation. */
export function doubleNegations(rule: Rule, moment: Moment): RuleWarning[] {
  if (rule.kind !== 'group') return [];
  const inside = rule.rules.flatMap((child) => doubleNegations(child, moment));
  const [only, more] = rule.rules.map(withoutShell);
  if (!rule.not || more || !isNegation(only!)) return inside;
  const message = `‘${describeRule(rule, moment)}’ turns one rule round twice. Ask for the opposite of the rule inside, without “not”.`;
  return [{ path: rule.path, code: 'double_negation', message }, ...inside];
}

/** A rule that holds for those who do not. */
export function isNegation(rule: Rule): boolean {
  switch (rule.kind) {
    case 'group':
      return rule.not;
    case 'field':
      return rule.operator.complementOf !== undefined && rule.operator.name !== 'is_not_empty';
    case 'event':
      return rule.question.kind === 'none';
    case 'segment':
    case 'list':
    case 'contacted':
    case 'sample':
      return rule.negated;
    default:
      return false;
  }
}
