import { describeRule, withoutShell } from '../describe.js';
import type { RuleFault } from '../faults.js';
import type { Moment } from '../time.js';
import type { Group, Rule } from '../tree.js';
import { type Claim, claimsOf } from './claims.js';
import { doubleNegations } from './double-negation.js';
import { timelessWindows } from './timeless-windows.js';

/** What is odd about valid rules, where it stands, and what to do about it. */
export type RuleWarning = RuleFault;

/**
 * Looks for rules that cannot mean what they say: those that hold for nobody or for everybody whatever the data says, that
 * contradict or repeat each other, that negate twice, or that ask for hours of what has only days. What is warned of is
 * certain; what is not warned of need not be right.
 * @param tree linked: segments are looked into
 */
export function checkRules(tree: Group, moment: Moment): RuleWarning[] {
  const timeless = timelessWindows(tree, moment);
  const isSaid = ({ path }: RuleWarning) => timeless.some((warning) => warning.path === path);
  const certain = claimsOf(tree, moment).map((claim) => warningOf(claim, moment));
  return [...certain.filter((warning) => !isSaid(warning)), ...doubleNegations(tree, moment), ...timeless];
}

function warningOf(claim: Claim, moment: Moment): RuleWarning {
  const words = (rule: Rule) => wordsOf(rule, moment);
  const { rule } = claim;
  const { path } = withoutShell(rule);
  switch (claim.kind) {
    case 'duplicate': {
      const message = `${words(rule)} stands here twice, also as ${claim.sibling.path}. Remove one of the two.`;
      return { path, code: 'duplicate_rule', message };
    }
    case 'redundant': {
      const why =
        claim.group.logic === 'AND'
          ? `whoever fits ${words(claim.sibling)} fits it too`
          : `whoever fits it fits ${words(claim.sibling)} too`;
      return {
        ...{ path, code: 'redundant_rule' },
        message: `${words(rule)} changes nothing: ${why}. Remove it, or change one of the two.`,
      };
    }
    default:
      return certain(claim, path, words);
  }
}

type Certain = Extract<Claim, { kind: 'never' | 'always' }>;

function certain({ kind, rule, because, onlyNow }: Certain, path: string, words: (rule: Rule) => string) {
  const now = onlyNow ? ', as the calendar stands now' : '';
  const isContradiction = kind === 'never' && rule.kind === 'group' && !rule.not;
  const code = isContradiction ? 'contradiction' : kind === 'never' ? 'never_matches' : 'always_matches';
  return { path: because && isContradiction ? because[1].path : path, code, message: message() };

  function message(): string {
    if (!because) {
      if (kind === 'always')
        return `${words(rule)} holds for everybody, whatever the data says${now}. Remove it, or change its value.`;
      if (isContradiction)
        return `The rules of this group can never all hold for the same customer${now}. Change one of them, or join them with OR.`;
      return `${words(rule)} can never hold${now}. Change its value, or remove it.`;
    }
    const [one, other] = because.map(words);
    if (isContradiction)
      return `${one} and ${other} can never both hold${now}. Change one of them, or join them with OR.`;
    const cannot = `cannot ${(rule as Group).logic === 'AND' ? 'both hold' : 'both fail'}`;
    const everybody = kind === 'always' ? 'everybody' : 'nobody';
    return `This group holds for ${everybody}: ${one} and ${other} ${cannot}${now}. Change one of them, or remove the group.`;
  }
}

/** A rule in words, as a message quotes it. */
export const wordsOf = (rule: Rule, moment: Moment): string =>
  `‘${describeRule(withoutShell(rule), moment)}’`;
