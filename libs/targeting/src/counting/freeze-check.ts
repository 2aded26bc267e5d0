import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import type { Leaf } from '../engine/leaf.js';
import { NeverKept, NotKept } from '../engine/membership-cache.js';
import { MembershipEngine, type Open, type Running } from '../engine/membership-engine.js';
import { EngineMetrics } from '../engine/metrics.js';
import { RuleTerms } from '../engine/rule-terms.js';
import { SelfCheck } from '../engine/self-check.js';
import { ConsistentRead, type View } from '../host/consistent-read.js';
import { nothing } from '../host/transactions.js';
import type { CountedPlan } from '../targets/counts.js';
import type { Ledger } from '../targets/ledger.dto.js';
import { rulesOf } from '../targets/plan.js';
import { AskedLeaves } from './asked-leaves.js';
import { BitCounts } from './bit-counts.js';

/** What memory would count, and by which leaves. */
interface Expected {
  readonly ledger: Ledger;
  readonly leaves: readonly Leaf[];
}

/** Compares what is frozen, which is taken by SQL, with what memory would have counted. */
@Injectable()
export class FreezeCheck {
  constructor(
    private readonly engine: MembershipEngine,
    private readonly read: ConsistentRead,
    private readonly metrics: EngineMetrics,
    private readonly selfCheck: SelfCheck,
  ) {}

  /**
   * Does work in a transaction of the caller, beside which memory says what it would count, if it can at once.
   * @param counted what the work will count by SQL; undefined when nothing
   * @param work gives its ledger, if it has counted
   */
  async compare<R>(
    counted: (view: View) => Promise<CountedPlan | undefined>,
    work: (view: View) => Promise<{ value: R; ledger: Ledger | undefined }>,
    open: Open,
  ): Promise<R> {
    const asked = new AskedLeaves(this.metrics);
    const compared = await this.engine.inMemory(
      async (view, running) => this.expected(await counted(view), asked, view, running),
      async (view, expected, running) => {
        const { value, ledger } = await work(view);
        if (expected && ledger) {
          const isSame = isDeepStrictEqual(expected.ledger, ledger);
          this.selfCheck.note(isSame, 'what is frozen', expected.leaves, running);
        }
        return value;
      },
      { open, goesOn: true },
    );
    if (compared) return compared.value;
    return open(async (manager) => (await work(await this.read.view(manager))).value, nothing);
  }

  /** Nobody waits for rules to be read whole. */
  private async expected(
    counted: CountedPlan | undefined,
    asked: AskedLeaves,
    view: View,
    { cache, ordinals }: Running,
  ): Promise<Expected | undefined> {
    if (!counted) return undefined;
    try {
      const ledger = await new BitCounts(view, cache, ordinals, asked).ledger(counted);
      const { plan, campaignId } = counted;
      const context = { customer: view.catalogue.customer, timeZone: view.moment.timeZone, campaignId };
      const terms = new RuleTerms(context, (leaf) => cache.bitsOf(leaf));
      return { ledger, leaves: terms.leavesOf(rulesOf(plan)) };
    } catch (error) {
      if (error instanceof NotKept || error instanceof NeverKept) return undefined;
      throw error;
    }
  }
}
