import { Injectable, Logger } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { ConsistentRead, type View } from '../host/consistent-read.js';
import { nothing } from '../host/transactions.js';
import type { CountedPlan } from '../targets/counts.js';
import type { Ledger } from '../targets/ledger.dto.js';
import { BitCounts } from './bit-counts.js';
import type { Bits } from './bits.js';
import type { Leaf } from './leaf.js';
import { NeverKept, NotKept } from './membership-cache.js';
import { MembershipEngine, type Open, type Running } from './membership-engine.js';
import { EngineMetrics } from './metrics.js';
import { readRule } from './read-leaf.js';
import { RuleTerms } from './rule-terms.js';
import { membersOf } from './terms.js';

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
    const compared = await this.engine.inMemory(
      async ({ moment, manager }, { cache }) => {
        const terms = new RuleTerms(leaf.context, (each) => cache.bitsOf(each));
        await cache.bring(terms.leavesOf([leaf.rule]), moment.now, manager);
        return membersOf(terms.of(leaf.rule));
      },
      async ({ moment, manager }, kept, { ordinals }) => {
        const { rule, context } = leaf;
        return isSame(kept, await readRule(rule, context, moment.now, ordinals, manager));
      },
    );
    if (compared?.value === false) await this.forget(leaf);
    if (compared) this.note(compared.value, `a rule: ${leaf.rule.path} (${leaf.rule.kind})`);
  }

  /** In a turn of its own, so that no question that has it in hand puts it back; and `everyone` with it, which may be what is wrong. */
  private async forget(leaf: Leaf): Promise<void> {
    await this.engine.inMemory(
      (_, { cache }) => {
        const terms = new RuleTerms(leaf.context, (each) => cache.bitsOf(each));
        for (const each of terms.leavesOf([leaf.rule])) cache.forgetLeaf(each);
        return Promise.resolve();
      },
      () => Promise.resolve(),
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
      async (view, expected) => {
        const { value, ledger } = await work(view);
        if (expected && ledger) this.note(isDeepStrictEqual(expected, ledger), 'what is frozen');
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
  ): Promise<Ledger | undefined> {
    if (!counted) return undefined;
    try {
      return await new BitCounts(view, cache, ordinals, this.metrics).ledger(counted);
    } catch (error) {
      if (error instanceof NotKept || error instanceof NeverKept) return undefined;
      throw error;
    }
  }

  private note(isSame: boolean, what: string): void {
    this.metrics.checks.inc();
    if (isSame) return;
    this.metrics.differences.inc();
    this.log.error(`Memory and SQL differ about ${what}.`);
  }
}

/** Either may have room for more. */
function isSame(a: Bits, b: Bits): boolean {
  for (let word = 0; word < Math.max(a.length, b.length); word++)
    if ((a[word] ?? 0) !== (b[word] ?? 0)) return false;
  return true;
}
