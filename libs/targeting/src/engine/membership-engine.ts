import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { CatalogueService } from '../host/catalogue.service.js';
import { ConsistentRead, type View } from '../host/consistent-read.js';
import { Turns } from '../host/turns.js';
import { ProblemException } from '../http/problem.js';
import { RuleError } from '../rules/index.js';
import { type Counts, SqlCounts } from '../targets/counts.js';
import { TARGETING_OPTIONS } from '../targeting.module-definition.js';
import type { TargetingOptions } from '../targeting.options.js';
import { BitCounts } from './bit-counts.js';
import { installCapture } from './capture.js';
import { beginGeneration, LostGeneration } from './change-log.js';
import type { Leaf } from './leaf.js';
import { readLeaf } from './leaf-sql.js';
import { MembershipCache, NeverKept, NotKept } from './membership-cache.js';
import { chooseOrdinals, type Ordinals, OrdinalTooLarge } from './ordinals.js';

/** A view in which can be counted. */
export interface CountingView extends View {
  readonly counts: Counts;
}

/** Opens a repeatable-read transaction for a question. */
export type Open = <T>(ask: (view: View) => Promise<T>) => Promise<T>;

interface Running {
  readonly cache: MembershipCache;
  readonly ordinals: Ordinals;
}

/** Leaves are read by so many connections at a time, so that others remain for everything else. */
const fillsAtATime = 2;
/** Whatever is read whole must be there after so many rounds, or the database is asked. */
const rounds = 4;
/** After it could not start, it is tried again. */
const retryAfter = 60_000;
const defaultBytes = 512 * 2 ** 20;

/**
 * Answers questions about the present from the sets in memory. They are a cache of what SQL says: brought up to date, in the
 * transaction of the question, to the last committed change and to the instant; when they cannot be, SQL answers.
 */
@Injectable()
export class MembershipEngine implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(MembershipEngine.name);
  private readonly turn = new Turns(1);
  private readonly fillTurns = new Turns(fillsAtATime);
  private readonly filling = new Map<string, Promise<void>>();
  private starting: Promise<Running | undefined> | undefined;
  private notBefore = 0;

  constructor(
    @Inject(TARGETING_OPTIONS) private readonly options: TargetingOptions,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly catalogues: CatalogueService,
    private readonly read: ConsistentRead,
  ) {}

  onApplicationBootstrap(): void {}

  onModuleDestroy(): void {}

  /**
   * Asks by the sets in memory, else by SQL.
   * @param ask may be called again, each time in a transaction of its own
   */
  async run<T>(ask: (view: CountingView) => Promise<T>, open: Open): Promise<T> {
    const running = await this.running();
    const answer = running && (await this.tryBits(running, ask, open));
    return answer ? answer.value : open((view) => ask({ ...view, counts: new SqlCounts(view) }));
  }

  private async tryBits<T>(
    running: Running,
    ask: (view: CountingView) => Promise<T>,
    open: Open,
  ): Promise<{ value: T } | undefined> {
    for (let round = 0; round < rounds; round++) {
      try {
        return { value: await this.byBits(running, ask, open) };
      } catch (error) {
        if (!(await this.overcome(error, running, open))) return undefined;
      }
    }
    return undefined;
  }

  /**
   * @returns whether it is worth trying again
   * @throws what is no matter of the engine
   */
  private async overcome(error: unknown, running: Running, open: Open): Promise<boolean> {
    try {
      if (error instanceof NeverKept) return false;
      if (error instanceof NotKept)
        await Promise.all(error.leaves.map((leaf) => this.fill(leaf, running, open)));
      else if (error instanceof LostGeneration) await beginGeneration(this.dataSource.manager);
      else throw error;
      return true;
    } catch (failure) {
      if (failure instanceof ProblemException || failure instanceof RuleError) throw failure;
      this.giveUp(failure);
      return false;
    }
  }

  /** One at a time, so that each sees the sets as its own snapshot of the database has them. */
  private byBits<T>(
    { cache, ordinals }: Running,
    ask: (view: CountingView) => Promise<T>,
    open: Open,
  ): Promise<T> {
    return this.turn.take(() =>
      open(async (view) => {
        await cache.drain(view.manager);
        return ask({ ...view, counts: new BitCounts(view, cache, ordinals) });
      }),
    );
  }

  /** Reads a leaf whole, beside whatever else goes on. */
  private fill(leaf: Leaf, { cache, ordinals }: Running, open: Open): Promise<void> {
    const under = this.filling.get(leaf.key);
    if (under) return under;
    const filling = this.fillTurns
      .take(async () => {
        const start = cache.startFill();
        try {
          const { bits, now } = await open(async ({ manager, moment }) => ({
            bits: await readLeaf(leaf, moment.now, ordinals, manager),
            now: moment.now,
          }));
          cache.put(leaf, bits, now, start);
        } finally {
          cache.endFill(start);
        }
      })
      .finally(() => this.filling.delete(leaf.key));
    this.filling.set(leaf.key, filling);
    return filling;
  }

  private running(): Promise<Running | undefined> {
    if (this.options.engine?.enabled === false || Date.now() < this.notBefore)
      return Promise.resolve(undefined);
    return (this.starting ??= this.start().catch((error: unknown) => this.giveUp(error)));
  }

  private async start(): Promise<Running> {
    const { manager } = this.dataSource;
    const catalogue = await this.catalogues.load();
    const ordinals = await chooseOrdinals(catalogue.customer, manager);
    const tables = await installCapture(catalogue.customer, this.catalogues.eventTables(), !ordinals.areKeys, manager);
    return { cache: new MembershipCache(ordinals, tables, this.options.engine?.memoryBytes ?? defaultBytes), ordinals };
  }

  /** SQL answers until it can be started again. */
  private giveUp(error: unknown): undefined {
    this.log.error(`Counting by SQL: ${error instanceof Error ? error.message : String(error)}`);
    this.starting = undefined;
    if (!(error instanceof OrdinalTooLarge)) this.notBefore = Date.now() + retryAfter;
    return undefined;
  }
}
