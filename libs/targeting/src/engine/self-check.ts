import { Injectable, Logger } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { ConsistentRead, type View } from '../host/consistent-read.js';
import { nothing } from '../host/transactions.js';
import type { CountedPlan } from '../targets/counts.js';
import type { Ledger } from '../targets/ledger.dto.js';
import { rulesOf } from '../targets/plan.js';
import { BitCounts } from './bit-counts.js';
import type { Bits } from './bits.js';
import type { Leaf } from './leaf.js';
import { NeverKept, NotKept } from './membership-cache.js';
import { MembershipEngine, type Open, type Running } from './membership-engine.js';
import { EngineMetrics } from './metrics.js';
import { readRule } from './read-leaf.js';
import { RuleTerms } from './rule-terms.js';
import { membersOf } from './terms.js';

/** What memory would count, and by which leaves. */
interface Expected {
  readonly ledger: Ledger;
  readonly leaves: readonly Leaf[];
}

/** Compares what is in memory with what SQL says. A difference is an error in the log and a count in the metrics. */
@Injectable()
export class SelfCheck {
  private readonly log = new Logger(SelfCheck.name);

  constructor(
    private readonly engine: MembershipEngine,
    private readonly read: ConsistentRead,
    private readonly metrics: EngineMetrics,
  ) {}

  /** Compares a leaf with what SQL says in the same snapshot of the database. */
  async leaf(leaf: Leaf): Promise<void> {
    await this.engine.inMemory(
      async ({ moment, manager }, { cache }) => {
        const terms = new RuleTerms(leaf.context, (each) => cache.bitsOf(each));
        const leaves = terms.leavesOf([leaf.rule]);
        await cache.bring(leaves, moment.now, manager);
        return { members: membersOf(terms.of(leaf.rule)), leaves };
      },
      async ({ moment, manager }, kept, running) => {
        const { rule, context } = leaf;
        const read = await readRule(rule, context, moment.now, running.ordinals, manager);
        this.note(isSame(kept.members, read), `a rule: ${rule.path} (${rule.kind})`, kept.leaves, running);
      },
    );
  }

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
    const compared = await this.engine.inMemory(
      async (view, running) => this.expected(await counted(view), view, running),
      async (view, expected, running) => {
        const { value, ledger } = await work(view);
        if (expected && ledger) {
          const isSame = isDeepStrictEqual(expected.ledger, ledger);
          this.note(isSame, 'what is frozen', expected.leaves, running);
        }
        return value;
      },
      { open },
    );
    if (compared) return compared.value;
    return open(async (manager) => (await work(await this.read.view(manager))).value, nothing);
  }

  /** Nobody waits for rules to be read whole. */
  private async expected(
    counted: CountedPlan | undefined,
    view: View,
    { cache, ordinals }: Running,
  ): Promise<Expected | undefined> {
    if (!counted) return undefined;
    try {
      const ledger = await new BitCounts(view, cache, ordinals, this.metrics).ledger(counted);
      const { plan, campaignId } = counted;
      const context = { customer: view.catalogue.customer, timeZone: view.moment.timeZone, campaignId };
      const terms = new RuleTerms(context, (leaf) => cache.bitsOf(leaf));
      return { ledger, leaves: terms.leavesOf(rulesOf(plan)) };
    } catch (error) {
      if (error instanceof NotKept || error instanceof NeverKept) return undefined;
      throw error;
    }
  }

  /** What memory was wrong about is forgotten, with `everyone`, which may be what is wrong: the next question has it read anew. */
  private note(isSame: boolean, what: string, leaves: readonly Leaf[], running: Running): void {
    this.metrics.checks.inc();
    if (isSame) return;
    this.metrics.differences.inc();
    this.log.error(`Memory and SQL differ about ${what}.`);
    this.engine.forget(leaves, running);
  }
}

/** Either may have room for more. */
function isSame(a: Bits, b: Bits): boolean {
  for (let word = 0; word < Math.max(a.length, b.length); word++)
    if ((a[word] ?? 0) !== (b[word] ?? 0)) return false;
  return true;
}
