import type { Group, Rule } from '../rules/index.js';
import type { CountedPlan, Counts } from './counts.js';

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

  rules(tree: Group) {
    this.asked.add(tree);
    return this.counts.rules(tree);
  }

  sample(counted: CountedPlan) {
    return this.noted(counted).sample(counted);
  }

  private noted({ plan }: CountedPlan): Counts {
    for (const { rule } of [...plan.sources, ...plan.exclusions]) this.asked.add(rule);
    return this.counts;
  }
}
