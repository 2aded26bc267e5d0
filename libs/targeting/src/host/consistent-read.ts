import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Catalogue, Moment } from '../rules/index.js';
import { isIsoDay } from '../rules/iso.js';
import { startOfDay } from '../rules/time.js';
import { TARGETING_OPTIONS } from '../targeting.module-definition.js';
import type { TargetingOptions } from '../targeting.options.js';
import { whileWanted } from './cancel.js';
import { CatalogueService } from './catalogue.service.js';
import { known, type KnownDefinitions } from './known-definitions.js';
import { type Patience, patiently, TooSlow } from './patience.js';
import { PoolShares } from './pool-shares.js';
import { sqlStateOf } from './sql-state.js';
import { type First, limitStatements, nothing, readOnly, readWrite } from './transactions.js';

/** What a request sees: one state of the database, one instant, one catalogue. */
export interface View {
  readonly manager: EntityManager;
  readonly catalogue: Catalogue;
  readonly moment: Moment;
  /** What is known of the definitions already, as this transaction sees them. */
  readonly definitions?: KnownDefinitions | undefined;
}

interface SlowOptions {
  asOf?: string | null | undefined;
  /** Whether it writes something down, too: else the transaction is read-only. */
  writes?: boolean | undefined;
}

/** Asks in an open transaction, given what was asked first. */
type Ask<T, F> = (manager: EntityManager, first: F) => Promise<T>;

/** Runs questions that belong together in one snapshot of the database. */
@Injectable()
export class ConsistentRead {
  constructor(
    @Inject(TARGETING_OPTIONS) private readonly options: TargetingOptions,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly catalogues: CatalogueService,
    private readonly shares: PoolShares,
  ) {}

  /** How long a preview takes at most. */
  get milliseconds(): number {
    return this.options.limits?.previewMs ?? 30_000;
  }

  /**
   * Asks what is quick.
   * @throws ProblemException 503 when a statement takes longer than `limits.previewMs`
   */
  run<T>(ask: (view: View) => Promise<T>, asOf?: string | null): Promise<T> {
    return this.within({ milliseconds: this.milliseconds }, ask, asOf);
  }

  /**
   * Asks what may take long: it takes its turn.
   * @throws ProblemException 503 when that and all that is asked then take too long together
   */
  slow<T>(
    patience: Patience,
    ask: (view: View) => Promise<T>,
    { asOf, writes = false }: SlowOptions = {},
  ): Promise<T> {
    return patiently(patience, (until) => {
      const whole = { ...patience, signal: until };
      return this.shares.counting.take(
        () =>
          writes
            ? this.writing(whole, async (manager) => ask(await this.view(manager)), nothing)
            : this.within(whole, ask, asOf),
        until,
      );
    });
  }

  /**
   * Compares members that may be millions, which is no preview: it may take longer, and leaves a turn to those.
   * @param signal aborted when nobody wants the answer any more
   * @throws ProblemException 503 when it takes longer than `limits.comparisonMs`
   */
  async compare<T>(ask: (view: View) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const milliseconds = this.options.limits?.comparisonMs ?? 300_000;
    const { comparing, counting } = this.shares;
    try {
      return await patiently({ milliseconds, signal }, (until) => {
        const whole = { milliseconds, signal: until };
        return comparing.take(() => counting.take(() => this.within(whole, ask), until), until);
      });
    } catch (error) {
      throw error instanceof TooSlow ? new TooSlow(milliseconds, undefined, comparisonAdvice) : error;
    }
  }

  /** Asks without a turn; 0 milliseconds are no limit. */
  within<T>(patience: Patience, ask: (view: View) => Promise<T>, asOf?: string | null): Promise<T> {
    return this.reading(patience, async (manager) => ask(await this.view(manager, asOf)), nothing);
  }

  /** Opens the transaction of a question, without a turn; 0 milliseconds are no limit. */
  reading<T, F>(patience: Patience, ask: Ask<T, F>, first: First<F>): Promise<T> {
    return this.inside(readOnly, patience, ask, first);
  }

  /** The same where something is written down, too. */
  writing<T, F>(patience: Patience, ask: Ask<T, F>, first: First<F>): Promise<T> {
    return this.inside(readWrite, patience, ask, first);
  }

  private inside<T, F>(
    transaction: typeof readOnly<T, F>,
    { milliseconds, signal }: Patience,
    ask: Ask<T, F>,
    first: First<F>,
  ): Promise<T> {
    return inTime(milliseconds, () =>
      transaction(
        this.dataSource,
        milliseconds,
        ({ manager, pid }, found) => whileWanted(signal, pid, this.dataSource, () => ask(manager, found)),
        first,
      ),
    );
  }

  /**
   * Asks in a transaction that is open already.
   * @throws ProblemException 503 when a statement takes longer than `limits.previewMs`
   */
  bounded<T>(manager: EntityManager, ask: () => Promise<T>): Promise<T> {
    return inTime(this.milliseconds, async () => {
      await limitStatements(this.milliseconds, manager);
      const answer = await ask();
      await limitStatements(0, manager);
      return answer;
    });
  }

  /**
   * The instant asked for, or the present one, and the catalogue, for a transaction that is already open.
   * @param definitions as the transaction sees them
   */
  async view(manager: EntityManager, asOf?: string | null, definitions?: KnownDefinitions): Promise<View> {
    const catalogue = await known({ definitions }, 'catalogue', () => this.catalogues.load(manager));
    return { manager, catalogue, moment: this.moment(asOf), definitions };
  }

  /** The instant asked for, or the present one. */
  moment(asOf?: string | null): Moment {
    const timeZone = this.options.timeZone ?? 'UTC';
    if (asOf) return { now: instantOf(asOf, timeZone), timeZone };
    return { now: (this.options.clock?.() ?? new Date()).getTime(), timeZone };
  }
}

const comparisonAdvice =
  'Try again when less is going on. For millions of members, this application can allow more time (limits.comparisonMs).';

/** A day is its local midnight. */
export const instantOf = (time: string, timeZone: string): number =>
  isIsoDay(time) ? startOfDay(time, timeZone) : Date.parse(time);

async function inTime<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isTimeout(error) ? new TooSlow(milliseconds) : error;
  }
}

const isTimeout = (error: unknown) => sqlStateOf(error) === '57014';
