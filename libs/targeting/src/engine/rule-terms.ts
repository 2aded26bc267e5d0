import type { Rule } from '../rules/index.js';
import type { Bits } from './bits.js';
import { affirmed, type Leaf, leafBehind, type LeafContext, type LeafRule } from './leaf.js';
import { mayHoldStrangers } from './read-leaf.js';
import { and, andNot, or, type Term } from './terms.js';

const everyoneRule: LeafRule = { kind: 'everyone', path: '' };

/** Rules as operations on the sets of their leaves. */
export class RuleTerms {
  private readonly terms = new Map<Rule, Term>();
  private readonly everyone: Leaf;

  /** @param bitsOf who is in a leaf */
  constructor(
    private readonly context: LeafContext,
    private readonly bitsOf: (leaf: Leaf) => Bits,
  ) {
    this.everyone = leafBehind(everyoneRule, context);
  }

  /** Whatever has to be known before the rules can be answered. */
  leavesOf(rules: readonly Rule[]): Leaf[] {
    const found = new Map<string, Leaf>([[this.everyone.key, this.everyone]]);
    const visit = (rule: Rule): void => {
      if (rule.kind === 'group') rule.rules.forEach(visit);
      else if (rule.kind === 'segment') visit(targetOf(rule));
      else {
        const leaf = leafBehind(rule, this.context);
        found.set(leaf.key, leaf);
      }
    };
    rules.forEach(visit);
    return [...found.values()];
  }

  everyoneTerm(): Term {
    return this.bitsOf(this.everyone);
  }

  /** The same term each time, so that it is calculated once. */
  of(rule: Rule): Term {
    let term = this.terms.get(rule);
    if (!term) this.terms.set(rule, (term = this.termOf(rule)));
    return term;
  }

  private termOf(rule: Rule): Term {
    switch (rule.kind) {
      case 'group': {
        const combine = rule.logic === 'AND' ? and : or;
        return this.negated(rule.not, rule.rules.map((child) => this.of(child)).reduce(combine));
      }
      case 'segment':
        return this.negated(rule.negated, this.of(targetOf(rule)));
      default: {
        const { rule: positive, negated } = affirmed(rule);
        const bits = this.bitsOf(leafBehind(rule, this.context));
        if (negated) return andNot(this.everyoneTerm(), bits);
        return mayHoldStrangers(positive) ? and(this.everyoneTerm(), bits) : bits;
      }
    }
  }

  private negated(negated: boolean, term: Term): Term {
    return negated ? andNot(this.everyoneTerm(), term) : term;
  }
}

function targetOf({ id, target }: Extract<Rule, { kind: 'segment' }>): Rule {
  if (!target) throw new Error(`The segment ${id} is not linked.`);
  return target.rule;
}
