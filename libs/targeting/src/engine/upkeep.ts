import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { oldestRunning } from './change-log.js';
import { MembershipEngine } from './membership-engine.js';
import { SelfCheck } from './self-check.js';

// All by `performance.now()`: whoever sets the system's clock back must not keep the log from being trimmed for as long.

/** While it is in use, changes are read so often that an answer finds few to read. */
const whileUsed = { every: 50, since: 10_000 };
/** Beside questions, which read the changes too, so often: for the rules that they do not ask. */
const freshFor = 1_000;
/** Else so often that the log need not be kept for long. */
const whileIdle = 5_000;
const minute = 60_000;
/** How long changes are kept for other processes. */
const keptFor = 10 * minute;
/** So many of the rules used last are brought up to date beforehand. */
const keptFresh = 50;

/** What the engine does beside answering: it reads changes ahead and checks itself against SQL; and it trims the log. */
@Injectable()
export class EngineUpkeep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(EngineUpkeep.name);
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> = Promise.resolve();
  private stopped = false;
  private freshenedAt = -Infinity;
  private everyMinute = performance.now() + minute;
  /** The lowest transaction that was not over, by when. */
  private readonly seen: { at: number; xmin: string }[] = [];

  constructor(
    private readonly engine: MembershipEngine,
    private readonly selfCheck: SelfCheck,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  onApplicationBootstrap(): void {
    this.next();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.working;
  }

  private next(): void {
    if (this.stopped) return;
    this.timer = setTimeout(
      () => {
        this.working = this.work()
          .catch((error: unknown) => this.warn(error))
          .finally(() => this.next());
      },
      this.isUsed ? whileUsed.every : whileIdle,
    );
    this.timer.unref();
  }

  private warn(error: unknown): void {
    this.log.warn(error instanceof Error ? error.message : String(error));
  }

  private get isUsed(): boolean {
    return this.engine.isEnabled && performance.now() - this.engine.usedAt < whileUsed.since;
  }

  private async work(): Promise<void> {
    const { isUsed } = this;
    const isDue = performance.now() >= this.everyMinute;
    if (isDue) {
      this.everyMinute = performance.now() + minute;
      // Also where memory does not serve, or is switched off: triggers that are there from before go on logging.
      await this.trim().catch((error: unknown) => this.warn(error));
    }
    if (!this.engine.isEnabled) return;
    // Every question reads the changes itself: another reading beside many of them would only keep them waiting.
    const isFresh = performance.now() - this.freshenedAt < freshFor;
    if (!isDue && isFresh && performance.now() - this.engine.drainedAt < whileUsed.every) return;
    this.freshenedAt = performance.now();
    const done = await this.engine.inMemory(
      async ({ manager, moment }, { cache }) => {
        if (isUsed) await cache.freshen(keptFresh, moment.now, manager);
        return cache.hottest(keptFresh);
      },
      (_, leaves) => Promise.resolve(leaves),
    );
    if (!done || !isDue) return;
    const leaves = done.value;
    const leaf = leaves[Math.floor(Math.random() * leaves.length)];
    if (leaf && !this.stopped) await this.selfCheck.leaf(leaf);
  }

  /** A transaction that was over long ago has been read by whoever reads at all. */
  private async trim(): Promise<void> {
    this.seen.push({ at: performance.now(), xmin: await oldestRunning(this.dataSource.manager) });
    const old = this.seen.filter(({ at }) => performance.now() - at > keptFor);
    if (old.length === 0) return;
    this.seen.splice(0, old.length);
    await this.engine.trim(old.at(-1)!.xmin);
  }
}
