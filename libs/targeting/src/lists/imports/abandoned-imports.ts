import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { failAbandoned } from './running-imports.js';

const minute = 60_000;

/**
 * Looks for imports that nobody runs any more, at the start and then each minute: their process may have died while others go on, or the
 * database was away when it was to be told that they have failed. Until then nothing is sent to audiences with their lists.
 */
@Injectable()
export class AbandonedImports implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(AbandonedImports.name);
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> = Promise.resolve();

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async onModuleInit(): Promise<void> {
    const [{ migrated }] = await this.dataSource.query<[{ migrated: boolean }]>(
      `SELECT to_regclass('targeting.imports') IS NOT NULL AS migrated`,
    );
    if (migrated) await failAbandoned(this.dataSource.manager);
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.working = this.look();
    }, minute);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.working;
  }

  private look(): Promise<void> {
    return failAbandoned(this.dataSource.manager).catch((error: unknown) => {
      this.log.warn(error instanceof Error ? error.message : String(error));
    });
  }
}
