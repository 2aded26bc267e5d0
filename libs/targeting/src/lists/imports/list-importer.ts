import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { AuditLog } from '../../history/audit-log.js';
import { CatalogueService } from '../../host/catalogue.service.js';
import { despiteDeadlocks } from '../../host/serialization.js';
import { notFound, ProblemException, refused } from '../../http/problem.js';
import type { CustomerTable } from '../../rules/index.js';
import { TARGETING_OPTIONS } from '../../targeting.module-definition.js';
import type { CustomerOptions, TargetingOptions } from '../../targeting.options.js';
import { type CsvFile, openCsv } from '../csv/open-csv.js';
import { identifierReader } from '../identifiers.js';
import { ListEntity } from '../list.entity.js';
import { applyImport } from './apply-import.js';
import { type IdentifyingColumn, identifyColumn } from './identify-column.js';
import { ImportEntity, type ImportMode, type UnmatchedMode } from './import.entity.js';
import { ImportRecord, type ImportTarget } from './import-record.js';
import { nameOfList } from './name-of-list.js';
import { reserveImport } from './running-imports.js';
import { stageRows } from './stage.js';
import { Turns } from '../../host/turns.js';

/** A file to bring into a list. */
export interface ImportRequest {
  /** The list; or how to make it, once the file is known to be readable. */
  listId: number | ImportTarget;
  /** The file is removed when the import has ended. */
  file: { path: string; originalName: string };
  mode: ImportMode;
  unmatched: UnmatchedMode;
  /** Name of the identifying column, or its number from 1; found by header and content when left out. */
  column?: string | undefined;
  actor: string | null;
  /** Takes the locks that `conclude` needs, before the list is taken. */
  lock?: (manager: EntityManager) => Promise<void>;
  /** Whether a file that names nobody is refused, as it always is when it would take the place of what is on the list. */
  refusesNobody?: boolean;
  /** Looks at what has become of the list and does what belongs to that, at the very end: when it throws, nothing has changed. */
  conclude?: (manager: EntityManager, imported: { id: number; listId: number }) => Promise<void>;
}

/** An import whose file has been looked at. */
interface Prepared {
  csv: CsvFile;
  column: IdentifyingColumn;
  customer: CustomerTable;
  create: CustomerOptions['create'];
}

const patience = 5_000;
/** Reading keeps the process busy, and each import holds a connection. */
const atATime = 2;

/** Brings CSV files into lists: all of a file or, when it cannot be read to its end, nothing. */
@Injectable()
export class ListImporter {
  private readonly logger = new Logger(ListImporter.name);
  private readonly turns = new Turns(atATime);

  constructor(
    @Inject(TARGETING_OPTIONS) private readonly options: TargetingOptions,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly catalogues: CatalogueService,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Waits some seconds for the import: what it answers is then finished, else still running.
   * @throws ProblemException 404, or 422 when the file or an option is not usable; then nothing has changed
   */
  async import(request: ImportRequest): Promise<ImportEntity> {
    let onStart: (id: number) => void = () => undefined;
    const started = new Promise<number>((resolve) => (onStart = resolve));
    const finished = this.turns
      .take(() => this.run(request, onStart))
      .finally(() => rm(request.file.path, { force: true }));
    const id = await Promise.race([
      finished,
      started.then((running) => delay(patience, running, { ref: false })),
    ]);
    return this.dataSource.manager.findOneByOrFail(ImportEntity, { id });
  }

  private async run(request: ImportRequest, onStart: (id: number) => void): Promise<number> {
    const prepared = await this.prepare(request);
    const runner = this.dataSource.createQueryRunner();
    try {
      // Whatever the database does by itself: every statement must see what was written while a lock was waited for.
      await runner.startTransaction('READ COMMITTED');
      await takeMemory(runner);
      const id = await reserveImport(runner);
      const list = typeof request.listId === 'number' ? this.existing(request.listId) : request.listId;
      const record = new ImportRecord(this.dataSource.manager, draftOf(id, request, prepared), list, onStart);
      await this.fill(runner, id, record, request, prepared).catch(async (error: unknown) => {
        if (!(error instanceof ProblemException))
          this.logger.error(error instanceof Error ? error.stack : error);
        await runner.rollbackTransaction().catch(() => undefined);
        // Where the database is away, that is what has failed; that the import is abandoned is noticed later.
        await record.fail(error).catch(() => undefined);
        throw error;
      });
      return id;
    } finally {
      await runner.release();
    }
  }

  private existing(listId: number): ImportTarget {
    return async (record) => {
      await record(listId, this.dataSource.manager);
      return listId;
    };
  }

  /** Looks at everything that can be refused before anything is changed. */
  private async prepare({ listId, file, unmatched, column: wanted }: ImportRequest): Promise<Prepared> {
    const create = unmatched === 'create' ? this.options.customer.create : undefined;
    if (unmatched === 'create' && !create)
      throw refused(
        'unmatched',
        'not_supported',
        'Customers cannot be made by an import here: choose "skip".',
      );
    if (typeof listId === 'number' && !(await this.dataSource.manager.existsBy(ListEntity, { id: listId })))
      throw notFound('list', listId);
    const { customer } = await this.catalogues.load();
    const { csv, column } = await identifyColumn(await openCsv(file.path), customer, wanted);
    if (create && column.kind !== 'email')
      throw refused(
        'unmatched',
        'needs_emails',
        'Customers are made of e-mail addresses, and this file names them otherwise.',
      );
    return { csv, column, customer, create };
  }

  private async fill(
    runner: QueryRunner,
    importId: number,
    record: ImportRecord,
    { file, mode, actor, refusesNobody = mode === 'replace', lock, conclude }: ImportRequest,
    { csv, column, customer, create }: Prepared,
  ): Promise<void> {
    const staged = await stageRows(runner, {
      blocks: csv.blocks,
      column: column.index,
      read: identifierReader(column.kind, customer.keyType),
      onProgress: (rows) => record.progress(rows),
    });
    if (refusesNobody && staged.rejected === staged.rows)
      throw refused(
        'file',
        'no_identifiers',
        `The column ${column.name} names nobody, so nothing is replaced.`,
      );
    const listId = await record.start(staged.rows);
    const occupy = async () => {
      await lock?.(runner.manager);
      await occupyList(runner, listId, actor);
    };
    const application = { importId, listId, mode, column, customer, create, occupy };
    // An import into another list that remembers the same people may take that while this waits for it, and wait for this one.
    const outcome = await despiteDeadlocks(runner, () => applyImport(runner, staged, application));
    await runner.manager.update(
      ImportEntity,
      { id: importId },
      { ...outcome, rows: staged.rows, status: 'completed', finishedAt: () => 'clock_timestamp()' },
    );
    await this.audit.record(
      {
        ...{ actor, action: 'imported', kind: 'import', subjectId: importId, subjectName: file.originalName },
        details: { ...(await nameOfList(listId, runner.manager)), mode, rows: staged.rows, ...outcome },
      },
      runner.manager,
    );
    await conclude?.(runner.manager, { id: importId, listId });
    await runner.commitTransaction();
  }
}

const draftOf = (id: number, { file, mode, unmatched, actor }: ImportRequest, { csv, column }: Prepared) => ({
  id,
  fileName: file.originalName,
  mode,
  unmatchedMode: unmatched,
  header: csv.header,
  columnName: column.name,
  identifier: column.kind,
  createdBy: actor,
});

/** To sort a file on disk takes longer. It is maintenance, of which there are few at a time: so it may have what that may have. */
const takeMemory = (runner: QueryRunner) =>
  runner.query(`SELECT set_config('work_mem', maintenance, true) FROM current_setting('maintenance_work_mem') maintenance
    WHERE pg_size_bytes(maintenance) > pg_size_bytes(current_setting('work_mem'))`);

/** Imports into one list end one after the other, and none while the list is being deleted. */
async function occupyList(runner: QueryRunner, id: number, actor: string | null): Promise<void> {
  const { affected } = await runner.manager.update(
    ListEntity,
    { id },
    { updatedBy: actor, updatedAt: () => 'clock_timestamp()' },
  );
  if (affected === 0) throw notFound('list', id);
}
