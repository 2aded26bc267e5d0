import { HttpException, Injectable } from '@nestjs/common';
import { MembershipEngine } from '../engine/membership-engine.js';
import { EngineMetrics } from '../engine/metrics.js';
import { ConsistentRead, type View } from '../host/consistent-read.js';
import { type Patience, patiently, TooSlow, unlessAborted } from '../host/patience.js';
import type { MembersQuery } from '../http/page.dto.js';
import { type Fault, ProblemException } from '../http/problem.js';
import type { Rule } from '../rules/index.js';
import { type Counts, SqlCounts } from '../targets/counts.js';
import { NotedCounts } from '../targets/noted-counts.js';
import { SlowRules } from '../targets/slow-rules.js';
import { AskedLeaves } from './asked-leaves.js';
import { BitCounts } from './bit-counts.js';

/** A view in which can be counted. */
export interface CountingView extends View {
  readonly counts: Counts;
}

/** How something is counted. */
export interface CountingOptions {
  /** Another instant than the present is asked of the database. */
  asOf?: string | null | undefined;
  /** Aborted when nobody wants the answer any more: then nothing more is read for it. */
  signal?: AbortSignal | undefined;
  /** Whether customers get numbers in it (`Counts.numbered`). */
  writes?: boolean | undefined;
}

interface Limited extends CountingOptions {
  milliseconds: number;
  bySql?: boolean;
}

type Ask<T> = (view: CountingView) => Promise<T>;

/** What is shown beside other things, which must not wait for it, takes so long at most. */
const besideOthers = 5_000;

/** Reads that count: by the sets in memory where they serve, else by SQL. The numbers are the same. */
@Injectable()
export class CountingRead {
  constructor(
    private readonly read: ConsistentRead,
    private readonly engine: MembershipEngine,
    private readonly slow: SlowRules,
    private readonly metrics: EngineMetrics,
  ) {}

  /**
   * @param ask may be called again, each time in a transaction of its own
   * @throws ProblemException 503 when it takes longer than `limits.previewMs`
   */
  run<T>(ask: Ask<T>, options: CountingOptions = {}): Promise<T> {
    return this.blaming(ask, { milliseconds: this.read.milliseconds, ...options });
  }

  /** For a page of members and how many there are: memory knows the number, and of the page what is in the order of the keys. */
  page<T>({ q, sort, as_of }: MembersQuery, ask: Ask<T>, signal?: AbortSignal): Promise<T> {
    const bySql = Boolean(q) || (sort !== undefined && sort !== 'id');
    return this.blaming(ask, { milliseconds: this.read.milliseconds, asOf: as_of, signal, bySql });
  }

  /**
   * Counts something that is shown beside other things, which must not wait for it: within a few seconds, or not at all.
   * What keeps it from being counted is told in `problems`.
   */
  async count(ask: Ask<number>, signal?: AbortSignal): Promise<{ count: number | null; problems: Fault[] }> {
    const milliseconds = Math.min(besideOthers, this.read.milliseconds);
    try {
      return { count: await this.blaming(ask, { milliseconds, signal }), problems: [] };
    } catch (error) {
      if (!(error instanceof ProblemException) || error.errors.length === 0) throw error;
      return { count: null, problems: error.errors };
    }
  }

  /** What is too slow names the rule that makes it so. */
  private async blaming<T>(ask: Ask<T>, limited: Limited): Promise<T> {
    const asked = new Set<Rule>();
    try {
      return await this.asked(
        (view) => ask({ ...view, counts: new NotedCounts(view.counts, asked) }),
        limited,
      );
    } catch (error) {
      throw error instanceof TooSlow ? await this.slow.blame(error, [...asked], limited.asOf) : error;
    }
  }

  /** By the sets in memory, else by SQL. */
  private async asked<T>(ask: Ask<T>, { asOf, bySql, writes, ...patience }: Limited): Promise<T> {
    const { milliseconds } = patience;
    const ended = this.metrics.answers.startTimer();
    let path = asOf || bySql ? 'sql' : 'memory';
    try {
      const value = await patiently(patience, async (signal) => {
        const answer = path === 'memory' ? await this.inMemory(ask, milliseconds, signal) : undefined;
        if (answer) return answer.value;
        path = 'sql';
        const askSql = (view: View) => ask({ ...view, counts: new SqlCounts(view) });
        return this.read.slow({ milliseconds, signal }, askSql, { asOf, writes });
      });
      ended({ path, outcome: 'answered' });
      return value;
    } catch (error) {
      ended({ path, outcome: outcomeOf(error, patience) });
      throw error;
    }
  }

  /** Undefined when the sets cannot be used. */
  private inMemory<T>(
    ask: Ask<T>,
    milliseconds: number,
    until: AbortSignal | undefined,
  ): Promise<{ value: T } | undefined> {
    this.engine.usedAt = performance.now();
    const asked = new AskedLeaves(this.metrics);
    const answer = this.engine.inMemory(
      (view, { cache, ordinals }) => ask({ ...view, counts: new BitCounts(view, cache, ordinals, asked) }),
      (_, answered) => Promise.resolve(answered),
      { open: (question, first) => this.read.reading({ milliseconds }, question, first), until },
    );
    // Once it has the turn, it is not cancelled: what it learns of the changes serves the next question.
    return unlessAborted(answer, until);
  }
}

/** What keeps a question from its answer, for the metrics. */
function outcomeOf(error: unknown, { signal }: Patience): string {
  if (error instanceof TooSlow) return 'too_slow';
  if (signal?.aborted) return 'cancelled';
  return error instanceof HttpException && error.getStatus() < 500 ? 'refused' : 'failed';
}
