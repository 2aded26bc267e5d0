import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { MembershipEngine } from '../engine/membership-engine.js';
import { TARGETING_OPTIONS } from '../targeting.module-definition.js';
import type { TargetingOptions } from '../targeting.options.js';
import { SegmentObserver } from './segment-observer.js';

const defaultEvery = 10_000;
/** How long another process waits for the one that observes. */
const lease = '45 seconds';
const defaultDays = 90;

/** Observes all active segments now and then, in one process at a time. */
@Injectable()
export class ObservationLoop implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(ObservationLoop.name);
  private readonly holder = randomUUID();
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> = Promise.resolve();
  private stopped = false;
  /** The segment that was read whole last. */
  private readLast = 0;

  constructor(
    @Inject(TARGETING_OPTIONS) private readonly options: TargetingOptions,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly engine: MembershipEngine,
    private readonly observer: SegmentObserver,
  ) {}

  onApplicationBootstrap(): void {
    if (this.engine.isEnabled) this.next();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.working;
  }

  /** Observes every active segment once; of those that memory cannot tell of, which have to be read whole, one in each round. */
  async observeAll(): Promise<void> {
    const segments = await this.dataSource.query<{ id: number }[]>(
      `SELECT id FROM targeting.segments WHERE status = 'active' ORDER BY id`,
    );
    this.observer.keepOnly(segments.map(({ id }) => id));
    await this.observer.freshen();
    const waiting: number[] = [];
    for (const { id } of segments) {
      if (this.stopped) return;
      if (!(await this.hasObserved(id, 'inMemory'))) waiting.push(id);
    }
    const next = waiting.find((id) => id > this.readLast) ?? waiting[0];
    if (next === undefined) return;
    this.readLast = next;
    await this.hasObserved(next, 'bySql');
  }

  /**
   * One that refers to something missing must not keep the others from being observed.
   * @returns false when there is no room for it
   */
  private async hasObserved(id: number, how: 'inMemory' | 'bySql'): Promise<boolean> {
    try {
      return (await this.observer.observeBeside(id, how)) !== undefined;
    } catch (error) {
      this.warn(error);
      return true;
    }
  }

  private next(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.working = this.work()
        .catch((error: unknown) => this.warn(error))
        .finally(() => this.next());
    }, this.options.engine?.observeEveryMs ?? defaultEvery);
    this.timer.unref();
  }

  private async work(): Promise<void> {
    if (!(await this.isMine())) {
      this.observer.holdNothing();
      return;
    }
    await this.observeAll();
    await this.trim();
  }

  /** Lets go of what has been kept long enough; the last size of each segment stays, so that it is always known. */
  private async trim(): Promise<void> {
    const days = this.options.engine?.eventDays ?? defaultDays;
    await this.dataSource.query(
      `DELETE FROM targeting.membership_events WHERE at < now() - make_interval(days => $1)`,
      [days],
    );
    await this.dataSource.query(
      `DELETE FROM targeting.segment_history h WHERE at < now() - make_interval(days => $1)
         AND EXISTS (SELECT FROM targeting.segment_history later WHERE later.segment_id = h.segment_id AND later.id > h.id)`,
      [days],
    );
  }

  private async isMine(): Promise<boolean> {
    const held = await this.dataSource.query<unknown[]>(
      `INSERT INTO targeting.leases (name, holder, renewed_at) SELECT 'observation', $1, now()
         ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, renewed_at = excluded.renewed_at
         WHERE leases.holder = excluded.holder OR leases.renewed_at < excluded.renewed_at - interval '${lease}' RETURNING name`,
      [this.holder],
    );
    return held.length > 0;
  }

  private warn(error: unknown): void {
    this.log.warn(error instanceof Error ? error.message : String(error));
  }
}
