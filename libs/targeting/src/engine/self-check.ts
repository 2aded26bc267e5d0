import { Injectable, Logger } from '@nestjs/common';
import type { Bits } from './bits.js';
import type { Leaf } from './leaf.js';
import { MembershipEngine, type Running } from './membership-engine.js';
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

  /** What memory was wrong about is forgotten, with `everyone`, which may be what is wrong: the next question has it read anew. */
  note(isSame: boolean, what: string, leaves: readonly Leaf[], running: Running): void {
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
