import { type MatchContext, matchRule, type Person, type Rule } from 'nest-targeting/rules';
import type { Claim } from '../../../libs/targeting/src/rules/checks/claims.js';

/** Where a claim is not so: for one of the people, by matching in memory. */
export function refutation(
  claim: Claim,
  people: readonly Person[],
  contexts: readonly MatchContext[],
): string | undefined {
  const isForNow = 'onlyNow' in claim && claim.onlyNow;
  for (const context of isForNow ? contexts.slice(0, 1) : contexts)
    for (const person of people)
      if (!holds(claim, person, context))
        return `${claim.kind} is not so for ${String(person.key)} at ${new Date(context.moment.now).toISOString()}`;
  return undefined;
}

function holds(claim: Claim, person: Person, context: MatchContext): boolean {
  const fits = (rule: Rule) => matchRule(rule, person, context);
  switch (claim.kind) {
    case 'never':
    case 'always': {
      const isSo = fits(claim.rule) === (claim.kind === 'always');
      if (!claim.because || claim.rule.kind !== 'group') return isSo;
      const [one, other] = claim.because.map(fits);
      return isSo && (claim.rule.logic === 'AND' ? !(one && other) : one! || other!);
    }
    case 'duplicate':
      return fits(claim.rule) === fits(claim.sibling);
    case 'redundant': {
      const rules = claim.group.rules.filter((rule) => rule !== claim.rule);
      return fits({ ...claim.group, rules }) === fits(claim.group);
    }
  }
}
