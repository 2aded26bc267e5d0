import { Big } from 'big.js';
import { canonicalRule } from '../canonical.js';
import type { Moment } from '../time.js';
import type { Rule, SampleRule } from '../tree.js';
import { contactedFormula, eventFormula } from './event-facts.js';
import { all, any, constant, type Fact, type Formula, negate, yes } from './facts.js';
import { fieldFormula } from './field-facts.js';
import { isPossible } from './possible.js';
import { comparisonRanges } from './comparison-ranges.js';
import { intersection, whole } from './ranges.js';

/** Rules as facts at one moment. Each rule is put into facts once. */
export class Formulas {
  private readonly known = new Map<Rule, Formula>();

  constructor(readonly moment: Moment) {}

  of(rule: Rule): Formula {
    let formula = this.known.get(rule);
    if (!formula) this.known.set(rule, (formula = this.make(rule)));
    return formula;
  }

  private make(rule: Rule): Formula {
    switch (rule.kind) {
      case 'group': {
        const parts = rule.rules.map((child) => this.of(child));
        return turned(rule.not, rule.logic === 'AND' ? all(...parts) : any(...parts));
      }
      case 'field':
        return fieldFormula(rule, this.moment);
      case 'event':
        return eventFormula(rule, this.moment, (where) => isPossible(this.of(where)));
      case 'segment':
        return turned(
          rule.negated,
          rule.target ? this.of(rule.target.rule) : yes(JSON.stringify(['segment', rule.id])),
        );
      case 'list':
        return turned(rule.negated, yes(JSON.stringify(['list', rule.id])));
      case 'contacted':
        return turned(rule.negated, contactedFormula(rule, this.moment));
      case 'sample':
        return turned(rule.negated, sampleFact(rule));
      case 'customers':
        return yes(canonicalRule(rule), 'customers');
      case 'everyone':
        return constant(true);
    }
  }
}

const turned = (negated: boolean, formula: Formula): Formula => (negated ? negate(formula) : formula);

const buckets = whole(comparisonRanges(['between', '0', '9999']));

/** A salt puts each customer into one of ten thousand buckets. */
function sampleFact({ salt, percent }: SampleRule): Fact {
  const bound = new Big(percent).times(100).toFixed();
  const subject = JSON.stringify(['sample', salt]);
  return {
    ...{ kind: 'fact', subject, family: subject },
    domain: { missing: false, kinds: [buckets] },
    set: { missing: false, kinds: [intersection(buckets, whole(comparisonRanges(['less_than', bound])))] },
  };
}
