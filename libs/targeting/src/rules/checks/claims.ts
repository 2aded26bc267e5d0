import { canonicalRule } from '../canonical.js';
import { withoutShell } from '../describe.js';
import type { Moment } from '../time.js';
import type { Group, Rule } from '../tree.js';
import { clocksOf, momentsAhead } from './clocks.js';
import { all, familiesOf, type Formula, negate } from './facts.js';
import { Formulas } from './formula.js';
import { isPossible } from './possible.js';

/** Something that is certain of a rule, whatever the data says. */
export type Claim =
  /** It holds for nobody, or for everybody. `because`: two of its rules cannot both hold, or one of the two always does. */
  | {
      readonly kind: 'never' | 'always';
      readonly rule: Rule;
      readonly because?: readonly [Rule, Rule];
      /** Only as the calendar stands: it may be otherwise at another time. */
      readonly onlyNow: boolean;
    }
  /** Without it, its group would say the same, because of its sibling. */
  | {
      readonly kind: 'duplicate' | 'redundant';
      readonly rule: Rule;
      readonly group: Group;
      readonly sibling: Rule;
    };

/** Larger trees and groups are not compared rule by rule: that would take longer than a preview. */
const mostRules = 300;
const mostSiblings = 50;

/** What is certain of the rules of a linked tree. Silence says nothing. */
export function claimsOf(tree: Group, moment: Moment): Claim[] {
  return sizeOf(tree) > mostRules ? [] : new Claims(moment).of(tree);
}

function sizeOf(rule: Rule): number {
  if (rule.kind === 'group') return rule.rules.reduce((sum, child) => sum + sizeOf(child), 1);
  return rule.kind === 'segment' && rule.target ? 1 + sizeOf(rule.target.rule) : 1;
}

class Claims {
  private readonly formulas: Formulas;
  private ahead: Formulas[] | undefined;

  constructor(private readonly moment: Moment) {
    this.formulas = new Formulas(moment);
  }

  of(rule: Rule): Claim[] {
    const certain = this.certainOf(rule);
    if (rule.kind !== 'group') return certain ? [certain] : [];
    const inside = rule.rules.flatMap((child) => this.of(child));
    const isDecidedInside = rule.rules.some((child) =>
      inside.some((claim) => claim.rule === withoutShell(child) && isCertain(claim)),
    );
    if (certain) return isDecidedInside ? inside : [...inside, certain];
    return [...inside, ...this.redundantIn(rule)];
  }

  private certainOf(rule: Rule): Claim | undefined {
    // A group of one rule is that rule.
    if (withoutShell(rule) !== rule) return undefined;
    const isNever = this.isNever([rule]);
    const isAlways = !isNever && this.isNever([], [rule]);
    if (!isNever && !isAlways) return undefined;
    const kind = isNever ? 'never' : 'always';
    return { kind, rule, onlyNow: (isNever || isAlways) === 'now', ...this.because(rule, kind) };
  }

  /** The two rules of a group that decide it, and whether they always will. */
  private because(rule: Rule, kind: 'never' | 'always') {
    if (rule.kind !== 'group' || rule.rules.length > mostSiblings) return undefined;
    // All of them would have to hold, or all of them would have to fail.
    const fail = rule.logic === 'OR';
    if ((fail !== (kind === 'never')) === rule.not) return undefined;
    for (const [one, other] of this.pairs(rule)) {
      const isNever = fail ? this.isNever([], [one, other]) : this.isNever([one, other]);
      if (isNever) return { because: [one, other] as const, onlyNow: isNever === 'now' };
    }
    return undefined;
  }

  private redundantIn(group: Group): Claim[] {
    if (group.rules.length > mostSiblings) return [];
    const isOpen = (rule: Rule) => canBe(this.formulas, [rule], []) && canBe(this.formulas, [], [rule]);
    const open = new Set(group.rules.filter(isOpen));
    const forms = new Map(group.rules.map((rule) => [rule, canonicalRule(rule)]));
    const found = new Map<Rule, Claim>();
    for (const [one, other] of this.pairs(group)) {
      if ([one, other].some((rule) => found.has(rule) || !open.has(rule))) continue;
      if (forms.get(one) === forms.get(other))
        found.set(other, { kind: 'duplicate', rule: other, group, sibling: one });
      else if (this.isFollowed(group, one, other))
        found.set(other, { kind: 'redundant', rule: other, group, sibling: one });
      else if (this.isFollowed(group, other, one))
        found.set(one, { kind: 'redundant', rule: one, group, sibling: other });
    }
    return [...found.values()];
  }

  /** The sibling says it already: with AND whoever fits it fits the rule, with OR the other way round. */
  private isFollowed({ logic }: Group, sibling: Rule, rule: Rule): boolean {
    const answer = logic === 'AND' ? this.isNever([sibling], [rule]) : this.isNever([rule], [sibling]);
    return answer === 'ever';
  }

  /** Two of a group that speak of the same. */
  private *pairs({ rules }: Group): Generator<readonly [Rule, Rule]> {
    const families = rules.map((rule) => familiesOf(this.formulas.of(rule)));
    for (let second = 1; second < rules.length; second++)
      for (let first = 0; first < second; first++)
        if ([...families[first]!].some((family) => families[second]!.has(family)))
          yield [rules[first]!, rules[second]!];
  }

  /**
   * Whether nobody fits the ones and none of the others: at any time to come, or at least now. Rules that go by different
   * clocks are known to stay as they are to each other for the moment only.
   */
  private isNever(fit: readonly Rule[], fail: readonly Rule[] = []): 'ever' | 'now' | undefined {
    if (canBe(this.formulas, fit, fail)) return undefined;
    const clocks = clocksOf([...fit, ...fail]);
    if (clocks.size > 1) return 'now';
    if (clocks.size === 0 || clocks.has('still')) return 'ever';
    this.ahead ??= momentsAhead(this.moment).map((moment) => new Formulas(moment));
    return this.ahead.some((formulas) => canBe(formulas, fit, fail)) ? 'now' : 'ever';
  }
}

const isCertain = ({ kind }: Claim) => kind === 'never' || kind === 'always';

function canBe(formulas: Formulas, fit: readonly Rule[], fail: readonly Rule[]): boolean {
  const parts: Formula[] = [
    ...fit.map((rule) => formulas.of(rule)),
    ...fail.map((rule) => negate(formulas.of(rule))),
  ];
  return isPossible(all(...parts));
}
