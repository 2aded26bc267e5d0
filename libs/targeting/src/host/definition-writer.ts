import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { ConsistentRead, type View } from './consistent-read.js';

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
  ) {}

  run<T>(write: (view: View) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [definitionsLock]);
      return write(await this.read.view(manager));
    });
  }
}
