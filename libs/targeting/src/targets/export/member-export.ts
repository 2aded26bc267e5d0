import { Injectable, Logger, StreamableFile } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { ClientBase, Connection } from 'pg';
import { type CopyToStreamQuery, to as copyTo } from 'pg-copy-streams';
import { DataSource, type QueryRunner } from 'typeorm';
import { AuditLog } from '../../history/audit-log.js';
import { ConsistentRead, type View } from '../../host/consistent-read.js';
import { PoolShares } from '../../host/pool-shares.js';
import { LiteralWriter } from '../../rules/index.js';
import { CompiledPlan } from '../compiled-plan.js';
import type { CountedPlan } from '../counts.js';
import { exportSql } from './export-sql.js';

/** What is exported. */
export interface ExportRequest {
  kind: 'segment' | 'audience';
  id: number;
  withSources: boolean;
  asOf?: string | undefined;
  actor: string | null;
  define: (view: View) => Promise<CountedPlan & { name: string }>;
}

/** Writes members as CSV, from the database through to the response: a chunk at a time is in memory. */
@Injectable()
export class MemberExport {
  private readonly logger = new Logger(MemberExport.name);

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly read: ConsistentRead,
    private readonly shares: PoolShares,
    private readonly audit: AuditLog,
  ) {}

  /**
   * @param gone aborted when nobody waits for it any more
   * @throws ProblemException 404, or 422 when something it refers to is missing
   */
  file(request: ExportRequest, gone?: AbortSignal): Promise<StreamableFile> {
    return new Promise((resolve, reject) => {
      this.shares.exporting.take(() => this.write(request, resolve), gone).catch(reject);
    });
  }

  private async write(request: ExportRequest, start: (file: StreamableFile) => void): Promise<void> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const rows = await this.open(request, runner);
      const closed = new Promise<void>((done) => rows.once('close', done));
      start(csvFile(rows, `${request.kind}-${request.id}`));
      await closed;
      if (!rows.readableEnded) await this.cancel(runner);
    } finally {
      await end(runner);
    }
  }

  private async open(
    { kind, id, define, withSources, asOf, actor }: ExportRequest,
    runner: QueryRunner,
  ): Promise<CopyToStreamQuery> {
    await runner.startTransaction('REPEATABLE READ');
    await runner.query('SET LOCAL jit = off; SET LOCAL standard_conforming_strings = on');
    const view = await this.read.view(runner.manager, asOf);
    const { plan, campaignId, name } = await define(view);
    const compiled = new CompiledPlan(plan, { ...view, campaignId }, new LiteralWriter());
    // Noted before the first row goes out, and by itself: to stop reading takes nothing back.
    await this.audit.record(
      {
        ...{ actor, action: 'exported', kind, subjectId: id, subjectName: name },
        details: { as_of: new Date(view.moment.now).toISOString() },
      },
      this.dataSource.manager,
    );
    const client = (await runner.connect()) as ClientBase;
    const rows = client.query(copyTo(exportSql(compiled, withSources)));
    rows.on('error', (error) => this.logger.warn(`An export broke off: ${error.message}`));
    return rows;
  }

  /** The reader has gone: what is not written yet need not be found. The connection is given up, for rows may be under way. */
  private async cancel(runner: QueryRunner): Promise<void> {
    const client = (await runner.connect()) as ClientBase & { processID: number; connection: Connection };
    await this.dataSource.query('SELECT pg_cancel_backend($1)', [client.processID]);
    const { stream } = client.connection;
    await new Promise((done) => stream.once('close', done).destroy());
  }
}

async function end(runner: QueryRunner): Promise<void> {
  // The connection may be gone.
  if (runner.isTransactionActive && !runner.isReleased)
    await runner.rollbackTransaction().catch(() => undefined);
  await runner.release();
}

const csvFile = (rows: CopyToStreamQuery, name: string) =>
  new StreamableFile(rows, {
    type: 'text/csv; charset=utf-8',
    disposition: `attachment; filename="${name}.csv"`,
  });
