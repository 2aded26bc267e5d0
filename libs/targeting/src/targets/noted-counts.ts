import type { Group, Key, Rule } from '../rules/index.js';
import type { CountedPlan, Counts } from './counts.js';
import { rulesOf } from './plan.js';

/** Notes which rules were asked. */
export class NotedCounts implements Counts {
  constructor(
    private readonly counts: Counts,
    private readonly asked: Set<Rule>,
  ) {}

  ledger(counted: CountedPlan) {
    return this.noted(counted).ledger(counted);
  }

  members(counted: CountedPlan) {
    return this.noted(counted).members(counted);
  }

  sizes(counted: readonly CountedPlan[]) {
    counted.forEach((each) => this.noted(each));
    return this.counts.sizes(counted);
  }

  rules(tree: Group) {
    this.asked.add(tree);
    return this.counts.rules(tree);
  }

  inactive(counted: CountedPlan) {
    return this.noted(counted).inactive(counted);
  }

  sample(counted: CountedPlan) {
    return this.noted(counted).sample(counted);
  }

  page(counted: CountedPlan, after: Key | undefined, most: number) {
    return this.noted(counted).page(counted, after, most);
  }

  regions(rules: readonly Rule[]) {
    rules.forEach((rule) => this.asked.add(rule));
    return this.counts.regions(rules);
  }

  shared(rule: Rule, others: readonly Rule[]) {
    [rule, ...others].forEach((each) => this.asked.add(each));
    return this.counts.shared(rule, others);
  }

  difference(before: CountedPlan, after: CountedPlan) {
    this.noted(before);
    return this.noted(after).difference(before, after);
  }

  numbered(counted: CountedPlan) {
    return this.noted(counted).numbered(counted);
  }

  private noted({ plan }: CountedPlan): Counts {
    for (const rule of rulesOf(plan)) this.asked.add(rule);
    return this.counts;
  }
}
