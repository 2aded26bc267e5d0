import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import { type Fault, ProblemException } from '../http/problem.js';
import type { Catalogue, Moment } from '../rules/index.js';
import { isIsoDay } from '../rules/iso.js';
import { startOfDay } from '../rules/time.js';
import { TARGETING_OPTIONS } from '../targeting.module-definition.js';
import type { TargetingOptions } from '../targeting.options.js';
import { CatalogueService } from './catalogue.service.js';

/** What a request sees: one state of the database, one instant, one catalogue. */
export interface View {
  readonly manager: EntityManager;
  readonly catalogue: Catalogue;
  readonly moment: Moment;
}

/** Runs questions that belong together in one snapshot of the database. */
@Injectable()
export class ConsistentRead {
  constructor(
    @Inject(TARGETING_OPTIONS) private readonly options: TargetingOptions,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly catalogues: CatalogueService,
  ) {}

  /** @throws ProblemException 503 when a statement takes longer than `limits.previewMs` */
  async run<T>(ask: (view: View) => Promise<T>, asOf?: string | null): Promise<T> {
    return this.within(this.options.limits?.previewMs ?? 30_000, ask, asOf);
  }

  /**
   * Counts something that is shown beside other things, which must not wait for it: within a few seconds, or not at all.
   * What keeps it from being counted is told in `problems`.
   */
  async count(
    counting: (open: <T>(ask: (view: View) => Promise<T>) => Promise<T>) => Promise<number>,
  ): Promise<{ count: number | null; problems: Fault[] }> {
    const milliseconds = Math.min(5_000, this.options.limits?.previewMs ?? 5_000);
    try {
      return { count: await counting((ask) => this.within(milliseconds, ask)), problems: [] };
    } catch (error) {
      if (!(error instanceof ProblemException)) throw error;
      if (error.getStatus() === (HttpStatus.SERVICE_UNAVAILABLE as number))
        return { count: null, problems: [{ path: '', code: 'too_slow', message: error.detail }] };
      if (error.errors.length > 0) return { count: null, problems: error.errors };
      throw error;
    }
  }

  /** The same without a limit of time: for what is written from what is read, such as a snapshot. */
  write<T>(work: (view: View) => Promise<T>): Promise<T> {
    return this.within(0, work);
  }

  private async within<T>(
    milliseconds: number,
    ask: (view: View) => Promise<T>,
    asOf?: string | null,
  ): Promise<T> {
    try {
      return await this.dataSource.transaction('REPEATABLE READ', async (manager) => {
        // Compiling these statements takes longer than running them.
        await manager.query(`SET LOCAL jit = off; SET LOCAL statement_timeout = ${Math.round(milliseconds)}`);
        return ask(await this.view(manager, asOf));
      });
    } catch (error) {
      throw isTimeout(error) ? tooSlow(milliseconds) : error;
    }
  }

  /** The instant asked for, or the present one, and the catalogue, for a transaction that is already open. */
  async view(manager: EntityManager, asOf?: string | null): Promise<View> {
    return { manager, catalogue: await this.catalogues.load(manager), moment: this.moment(asOf) };
  }

  private moment(asOf?: string | null): Moment {
    const timeZone = this.options.timeZone ?? 'UTC';
    if (asOf) return { now: isIsoDay(asOf) ? startOfDay(asOf, timeZone) : Date.parse(asOf), timeZone };
    return { now: (this.options.clock?.() ?? new Date()).getTime(), timeZone };
  }
}

const isTimeout = (error: unknown) =>
  error instanceof QueryFailedError && (error.driverError as { code?: string }).code === '57014';

const tooSlow = (milliseconds: number) =>
  new ProblemException(
    HttpStatus.SERVICE_UNAVAILABLE,
    `This takes longer than ${milliseconds / 1000} seconds. Narrow the rules, for example by a shorter window, and try again.`,
  );
