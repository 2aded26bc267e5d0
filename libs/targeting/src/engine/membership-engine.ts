import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { CatalogueService } from '../host/catalogue.service.js';
import { ConsistentRead, type View } from '../host/consistent-read.js';
import { type Patience, unlessAborted } from '../host/patience.js';
import { PoolShares } from '../host/pool-shares.js';
import type { First } from '../host/transactions.js';
import { Turns } from '../host/turns.js';
import { ProblemException } from '../http/problem.js';
import { RuleError } from '../rules/index.js';
import { TARGETING_OPTIONS } from '../targeting.module-definition.js';
import type { TargetingOptions } from '../targeting.options.js';
import { installCapture } from './capture.js';
import { beginGeneration, type Drained, LostGeneration, trim } from './change-log.js';
import { FailedAfter, isRefused, LogUnusable, stackOf } from './failures.js';
import type { Leaf } from './leaf.js';
import { MembershipCache, NeverKept, NotKept, StartAnew } from './membership-cache.js';
import { EngineMetrics } from './metrics.js';
import { NumberAnew, type Ordinals } from './ordinals.js';
import { WholeLeaves } from './whole-leaves.js';

/*
 * How a question is answered from memory.
 * A rule that is no group and no reference to a segment is a leaf (leaf.ts). Whom it holds for is kept as a set of bits; the bit of
 * a customer is its ordinal (ordinals.ts). Groups and segments are operations on these sets (rule-terms.ts, terms.ts), and so are
 * plans (counting/bit-counts.ts).
 * 1. Triggers log which customers and definitions have changed, in the transaction of the change (capture.ts). Of its own tables a
 *    host may tell instead (changes.ts).
 * 2. One question at a time has the turn. It opens a repeatable-read transaction, and first reads the log rows that have become
 *    visible since the snapshot of the question before: the drain (change-log.ts). The cache adds those about customers to its
 *    feed; after one about definitions these are read anew.
 * 3. The cache (membership-cache.ts) brings the leaves of this question up to date, and no others. It asks SQL (leaf-sql.ts) about
 *    customers who have changed since the leaf was brought last, and about those with a timestamp that a bound of the rule has
 *    passed since then (passing-time.ts); the agenda knows who will be in the next ten minutes (agenda.ts).
 * 4. A leaf that is not there, or in which too much may have changed, stops the question (NotKept). It is read whole
 *    (whole-leaves.ts, read-leaf.ts) in another transaction, while others have their turns; then the question is asked again. The
 *    feed keeps what changes meanwhile. There is room for so many bytes of leaves (slots.ts): what a question needs is read only where
 *    there is room for all of it, and is held until that is answered.
 * 5. Now it counts (counting/bit-counts.ts). Blocks of a plan in which no set has changed are not counted again (block-counts.ts).
 * When the log cannot tell what has changed (a crash, trimmed rows, a rewritten table, a new partition, a trigger switched off), memory starts anew. A rule
 * that time moves in a way that cannot be followed (NeverKept), and whatever else memory cannot answer, SQL does.
 * Beside questions (upkeep.ts): changes are read ahead; once a minute the log is trimmed, and one leaf compared with SQL
 * (self-check.ts). So is what each send and snapshot freezes (counting/freeze-check.ts).
 */

/** Opens a repeatable-read transaction for a question, given what was asked first in it. */
export type Open = <T, F>(
  ask: (manager: EntityManager, first: F) => Promise<T>,
  first: First<F>,
) => Promise<T>;

/** How the sets are asked. */
export interface Opening {
  readonly open: Open;
  /** Whether the transaction has something to do after the turn. Then it waits for locks as long as the host lets it. */
  readonly goesOn?: boolean | undefined;
  /** Where a rule is read whole, for all that wait for it; the signal is aborted when nobody does any more. */
  readonly openWhole?: ((signal: AbortSignal) => Open) | undefined;
  /** Ends the waiting: for the turn, and for what must be read first. */
  readonly until?: AbortSignal | undefined;
}

/** What is asked first with the turn. */
interface Begun {
  readonly drained: Drained;
  /** How long the host has its statements wait for locks. */
  readonly lockTimeout: string;
}

/** What is kept in memory, and how customers are numbered in it. */
export interface Running {
  readonly cache: MembershipCache;
  readonly ordinals: Ordinals;
}

/**
 * Whatever is read whole must be there after so many rounds, or the database is asked. Two may go by until the log is begun
 * anew, one until everyone is known, and one for each thing that a question asks about after another.
 */
const rounds = 10;
/** After it could not start, it is tried again. */
const retryAfter = 60_000;
/** The same error is logged so often at most. */
const toldEvery = 60_000;
const defaultBytes = 512 * 2 ** 20;
/** So long, in milliseconds, a statement waits for a lock while its question has the turn and others wait behind it. Then SQL answers. */
const lockedFor = 250;

/**
 * Answers questions about the present from the sets in memory. They are a cache of what SQL says: brought up to date, in the
 * transaction of the question, to the last committed change and to the instant; when they cannot be, SQL answers.
 */
@Injectable()
export class MembershipEngine {
  private readonly log = new Logger(MembershipEngine.name);
  private readonly turn = new Turns(1);
  private readonly whole: WholeLeaves;
  private starting: Promise<Running | undefined> | undefined;
  private cache: MembershipCache | undefined;
  /** What `drainedAt` is while this cache has read nothing: what lags most must not seem to lag least. */
  private drainedBefore = performance.now();
  private notBefore = -Infinity;
  private told = { message: '', at: -Infinity };
  /** When it was asked last, by `performance.now()`. */
  usedAt = -Infinity;

  constructor(
    @Inject(TARGETING_OPTIONS) private readonly options: TargetingOptions,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly catalogues: CatalogueService,
    private readonly read: ConsistentRead,
    shares: PoolShares,
    private readonly metrics: EngineMetrics,
  ) {
    this.whole = new WholeLeaves(this.turn, read, shares);
    metrics.observe(() => {
      const { leaves, bytes, drainedAt } = this.cache?.state ?? { leaves: 0, bytes: 0 };
      const serves = this.isEnabled && drainedAt !== undefined;
      return { leaves, bytes, serves, drainedAt: this.isEnabled ? this.drainedAt : undefined };
    });
  }

  /** When it last read what has changed, or was made, by `performance.now()`. */
  get drainedAt(): number {
    return this.cache?.state.drainedAt ?? this.drainedBefore;
  }

  private get patience(): Patience {
    return { milliseconds: this.read.milliseconds };
  }

  get isEnabled(): boolean {
    return this.options.engine?.enabled !== false;
  }

  /**
   * Has the sets used, in a transaction that they are up to date with.
   * @param use one at a time; may be called again
   * @param then goes on in the same transaction, while others take their turn: the sets have changed there; called once
   * @throws whatever `then` and the commit after it throw
   * @returns undefined when they cannot be used
   */
  async inMemory<T, R>(
    use: (view: View, running: Running) => Promise<T>,
    then: (view: View, used: T, running: Running) => Promise<R>,
    opening: Opening = { open: (ask, first) => this.read.reading(this.patience, ask, first) },
  ): Promise<{ value: R } | undefined> {
    const asker = {};
    let running: Running | undefined;
    try {
      for (let round = 0; round < rounds; round++) {
        running = await unlessAborted(this.running(), opening.until);
        if (!running) return undefined;
        try {
          return { value: await this.inTurn(running, use, then, opening) };
        } catch (error) {
          if (error instanceof FailedAfter) throw error.cause;
          if (error instanceof NotKept) running.cache.slots.asked.add(asker, error.needed);
          if (!(await this.overcome(error, running, opening))) return undefined;
        }
      }
      return undefined;
    } finally {
      running?.cache.slots.asked.release(asker);
    }
  }

  /**
   * Has leaves read anew, in a turn of its own, so that no question that has them in hand puts them back. Not to be waited for:
   * whoever has a connection must not wait for a turn.
   */
  forget(leaves: readonly Leaf[], { cache }: Running): void {
    void this.turn.take(() => Promise.resolve(leaves.forEach((leaf) => cache.forgetLeaf(leaf))));
  }

  /** Whether this is still what questions are answered from. */
  isCurrent({ cache }: Running): boolean {
    return this.cache === cache;
  }

  /** Lets go of log rows that every reader has seen who has not slept. */
  trim(xid: string): Promise<unknown> {
    return trim(xid, this.dataSource.manager);
  }

  /** One at a time, so that each sees the sets as its own snapshot of the database has them. */
  private async inTurn<T, R>(
    running: Running,
    use: (view: View, running: Running) => Promise<T>,
    then: (view: View, used: T, running: Running) => Promise<R>,
    { open, goesOn, until }: Opening,
  ): Promise<R> {
    let whole: Promise<R> | undefined;
    await this.turn.take(
      () =>
        new Promise<void>((release, reject) => {
          whole = open(
            async (manager, { drained, lockTimeout }: Begun) => {
              this.takeIn(drained, running);
              const view = await this.view(running, manager);
              const used = await use(view, running);
              // The turn ends with `use`; the transaction goes on with `then`.
              release();
              if (goesOn) await manager.query(`SELECT set_config('lock_timeout', $1, true)`, [lockTimeout]);
              return then(view, used, running);
            },
            (manager) => this.begin(manager, running),
          );
          whole.catch(reject);
        }),
      until,
    );
    return whole!.catch((error: unknown) => {
      throw new FailedAfter(error);
    });
  }

  /** With the limit of locks, in one trip to the server. */
  private async begin(manager: EntityManager, { cache }: Running): Promise<Begun> {
    const [[{ before }], drained] = await Promise.all([
      manager.query<[{ before: string }]>(
        `SELECT current_setting('lock_timeout') AS before, set_config('lock_timeout', '${lockedFor}', true)`,
      ),
      cache.readChanges(manager),
    ]).catch((error: unknown) => {
      throw isRefused(error) ? new LogUnusable(error) : error;
    });
    return { drained, lockTimeout: before };
  }

  /** Before anything is asked: from here on, the cache stands where the snapshot of the transaction does. */
  private takeIn(drained: Drained, { cache }: Running): void {
    const changes = cache.take(drained);
    this.metrics.changes.inc(changes);
  }

  private view({ cache }: Running, manager: EntityManager): Promise<View> {
    return this.read.view(manager, undefined, this.catalogues.isWatched ? cache.definitions : undefined);
  }

  /**
   * Whatever keeps a question from its answer:
   * - `NotKept`, by the cache: the leaves are read whole.
   * - `NeverKept`, by the cache: SQL answers; so where there is no room for all that the question needs.
   * - `LostGeneration`, by the drain: the log begins a generation, which the cache does not go on with.
   * - `StartAnew`, by the cache as it takes changes in, and `NumberAnew`, by what puts customers into sets: it starts anew.
   * - `LogUnusable`, by `inTurn` and here: nobody has an answer from memory until it can be started again.
   * - What the question itself throws (`ProblemException`, `RuleError`), and whatever comes once nobody waits: is thrown.
   * - Anything else: SQL answers this question. Memory stays for others: the cache lets go of what it has half changed.
   * @returns whether it is worth trying again
   * @throws what is no matter of the engine
   */
  private async overcome(error: unknown, running: Running, opening: Opening): Promise<boolean> {
    if (error instanceof NeverKept) return false;
    if (error instanceof StartAnew || error instanceof NumberAnew) {
      this.startAnew(running);
      return true;
    }
    if (!(error instanceof NotKept || error instanceof LostGeneration)) {
      if (opening.until?.aborted || error instanceof ProblemException || error instanceof RuleError)
        throw error;
      if (error instanceof LogUnusable) this.giveUp(error.cause);
      else this.leaveToSql(error);
      return false;
    }
    try {
      if (error instanceof NotKept)
        await Promise.all(error.leaves.map((leaf) => this.whole.filled(leaf, running, opening)));
      else await this.beginGeneration();
      return true;
    } catch (failure) {
      return this.overcome(failure, running, opening);
    }
  }

  private beginGeneration(): Promise<unknown> {
    return beginGeneration(this.dataSource.manager).catch((error: unknown) => {
      throw new LogUnusable(error);
    });
  }

  private running(): Promise<Running | undefined> {
    if (!this.isEnabled || performance.now() < this.notBefore) return Promise.resolve(undefined);
    return (this.starting ??= this.start().catch((error: unknown) => this.giveUp(error)));
  }

  private async start(): Promise<Running> {
    const { manager } = this.dataSource;
    const { customer } = await this.catalogues.load();
    const hosts = this.options.engine?.capture !== 'host';
    const { tables, ordinals } = await installCapture(
      {
        customer,
        events: this.catalogues.eventTables(),
        catalogue: this.catalogues.tables,
        hosts,
      },
      manager,
    );
    const memoryBytes = this.options.engine?.memoryBytes ?? defaultBytes;
    const cache = new MembershipCache(ordinals, tables, memoryBytes, hosts);
    this.cache = cache;
    return { cache, ordinals };
  }

  /** Others may have noticed it before, and it may be starting already. */
  private startAnew({ cache }: Running): void {
    if (this.cache !== cache) return;
    this.metrics.coldStarts.inc();
    this.letGo();
  }

  /** SQL answers until it can be started again. */
  private giveUp(error: unknown): undefined {
    this.log.error(`Counting by SQL: ${stackOf(error)}`);
    this.letGo();
    this.notBefore = performance.now() + retryAfter;
    return undefined;
  }

  private letGo(): void {
    this.drainedBefore = this.drainedAt;
    this.cache = undefined;
    this.starting = undefined;
  }

  /** SQL answers one question. What fails many in the same way, such as a database that is gone, is told once a minute. */
  private leaveToSql(error: unknown): void {
    const message = String(error);
    if (message === this.told.message && performance.now() - this.told.at < toldEvery) return;
    this.told = { message, at: performance.now() };
    this.log.error(`Counted by SQL: ${stackOf(error)}`);
  }
}
