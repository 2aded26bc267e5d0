import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { ConsistentRead, type View } from './consistent-read.js';
import { PoolShares } from './pool-shares.js';

/** Key of the advisory lock that definitions are written under. */
const definitionsLock = 7_268_301;

/**
 * Writes definitions one at a time, so that what one refers to cannot be deleted or archived in the same moment.
 */
@Injectable()
export class DefinitionWriter {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly read: ConsistentRead,
    private readonly shares: PoolShares,
  ) {}

  /** @param write in a transaction that sees what those before it have written; it may not wait for another of these */
  run<T>(write: (view: View) => Promise<T>): Promise<T> {
    return this.shares.writing.take(() =>
      // Whatever the database does by itself: every statement must see what was written while the lock was waited for.
      this.dataSource.transaction('READ COMMITTED', async (manager) => {
        await this.lock(manager);
        return write(await this.read.view(manager));
      }),
    );
  }

  /** Keeps definitions from others until the end of an open transaction. Whoever needs a list's row, too, takes that afterwards. */
  async lock(manager: EntityManager): Promise<void> {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [definitionsLock]);
  }
}
