import { BlockCounts } from './block-counts.js';

/** What is counted of a plan. */
export interface PlanCounts {
  readonly ledger: BlockCounts;
  readonly inactive: BlockCounts;
}

/** What was counted of plans before, for those asked about last: one that is asked about again has mostly the same customers. */
export class KnownCounts {
  private readonly byPlan = new WeakMap<object, PlanCounts>();
  /** With the bytes of each, in the order of use. */
  private readonly kept = new Map<PlanCounts, number>();
  /** Of all that are kept. */
  bytes = 0;

  constructor(private readonly maxBytes: number) {}

  /** @param count counts with what was counted of the plan before */
  counting<T>(plan: object, count: (before: PlanCounts) => T): T {
    const own = this.byPlan.get(plan) ?? { ledger: new BlockCounts(), inactive: new BlockCounts() };
    this.byPlan.set(plan, own);
    try {
      return count(own);
    } finally {
      this.drop(own);
      this.kept.set(own, bytesOf(own));
      this.bytes += bytesOf(own);
      this.makeRoom();
    }
  }

  private makeRoom(): void {
    for (const counts of this.kept.keys()) {
      if (this.bytes <= this.maxBytes) return;
      this.drop(counts);
      counts.ledger.forget();
      counts.inactive.forget();
    }
  }

  private drop(counts: PlanCounts): void {
    this.bytes -= this.kept.get(counts) ?? 0;
    this.kept.delete(counts);
  }
}

const bytesOf = ({ ledger, inactive }: PlanCounts): number => ledger.bytes + inactive.bytes;
