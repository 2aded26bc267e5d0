import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import {
  AuditLog,
  conflictWith,
  type CsvFile,
  ListMembers,
  notFound,
  openCsv,
  refused,
} from 'nest-targeting';
import type { FieldType } from 'nest-targeting/rules';
import { DataSource, type EntityManager } from 'typeorm';
import { knownAttributes, learnAttributes, type Types } from '../../catalogue/known-types.js';
import { aType } from '../attributes.js';
import { type Columns, mapColumns } from './columns.js';
import {
  type ColumnsResponse,
  type CustomerImportResponse,
  mapColumnMeanings,
  type RejectedRow,
} from './customer-import.dto.js';
import { merge } from './merge.js';
import { applyOptOuts } from './opt-outs.js';
import { RowReader } from './read-row.js';
import { rejectedCsv } from './rejected-csv.js';
import { findReaddressed, resolve } from './resolve.js';
import { stage } from './stage.js';

const SHOWN = 100;

@Injectable()
export class CustomerImportService {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListMembers,
    private readonly audit: AuditLog,
  ) {}

  /** Adds and changes customers by a CSV file: all of its good rows, or, if the file cannot be read to its end, nothing. */
  async importCsv(path: string, fileName: string): Promise<CustomerImportResponse> {
    const csv = await openCsv(path);
    return this.inTurn(() => this.dataSource.transaction((manager) => this.fill(csv, fileName, manager)));
  }

  /** One import at a time; who waits holds no connection. */
  private inTurn<T>(task: () => Promise<T>): Promise<T> {
    const mine = this.last.then(task);
    this.last = mine.catch(() => undefined);
    return mine;
  }

  private async fill(
    csv: CsvFile,
    fileName: string,
    manager: EntityManager,
  ): Promise<CustomerImportResponse> {
    const { columns, types } = await read(csv, manager);
    // Nobody may take an address or an external id between the look-up and the writing; reading goes on.
    await manager.query('LOCK TABLE customers IN SHARE ROW EXCLUSIVE MODE');
    await resolve(manager);
    // A list that was still being filled when they appeared has not seen them: by the new address it never would.
    const readdressed = await findReaddressed(manager);
    if (readdressed.length > 0) await this.lists.adopt(manager, readdressed);
    const merged = await merge(columns.attributes, types, manager);
    await applyOptOuts(manager);
    await this.lists.adopt(manager);
    const id = await keep(fileName, columns.header, manager);
    const numbers = { ...(await totals(manager)), ...merged };
    await this.audit.record(
      {
        ...{ actor: null, action: 'imported', kind: 'customer', subjectId: null, subjectName: fileName },
        details: { import_id: id, ...numbers },
      },
      manager,
    );
    return { id, ...numbers, rejected_rows: await firstRejected(id, manager) };
  }

  /** What would become of the columns of a file. */
  async columns(header: string[]): Promise<ColumnsResponse> {
    const known = await knownAttributes(this.dataSource.manager);
    return mapColumnMeanings(mapColumns(header, known.keys()), known);
  }

  /** All rejected rows of an import, as CSV. */
  async rejected(id: number): Promise<AsyncGenerator<string>> {
    const manager = this.dataSource.manager;
    const [found] = await manager.query<{ header: string[] }[]>(
      'SELECT header FROM customer_imports WHERE id = $1',
      [id],
    );
    if (!found) throw notFound('import of customers', id);
    return rejectedCsv(id, found.header, manager);
  }
}

/** Stages the rows and makes new attributes known, all before others have to wait for the import. */
async function read(csv: CsvFile, manager: EntityManager): Promise<{ columns: Columns; types: Types }> {
  const known = await knownAttributes(manager);
  const columns = mapColumns(csv.header, known.keys());
  const reader = new RowReader(columns, known);
  await stage(csv.rows, reader, manager);
  if (reader.rows === 0) throw refused('file', 'empty_file', 'The file has a header and no rows.');
  const guessed = reader.newTypes();
  const learnt = await learnAttributes(manager, guessed);
  for (const [name, type] of guessed) refuseOther(name, type, learnt.get(name)!);
  return { columns, types: new Map([...known, ...learnt]) };
}

/** The cells of a column were read as another type than the attribute got from somebody else meanwhile; any of them is text. */
function refuseOther(name: string, guessed: FieldType, type: FieldType): void {
  if (type === guessed || type === 'text') return;
  throw conflictWith(
    `attributes.${name}`,
    'type_changed',
    `attributes.${name} became known as ${aType[type]} while the file was read. Nothing has changed: upload it again.`,
  );
}

/** Notes the import with its rejected rows. */
async function keep(fileName: string, header: string[], manager: EntityManager): Promise<number> {
  const [{ id }] = await manager.query<[{ id: number }]>(
    'INSERT INTO customer_imports (file_name, header) VALUES ($1, $2) RETURNING id',
    [fileName, header],
  );
  await manager.query(
    `INSERT INTO customer_import_rejections (import_id, line, code, message, cells)
     SELECT $1, line, code, message, cells FROM staged WHERE code IS NOT NULL`,
    [id],
  );
  return id;
}

async function totals(manager: EntityManager): Promise<{ rows: number; rejected: number }> {
  const [result] = await manager.query<[{ rows: number; rejected: number }]>(
    'SELECT count(*)::integer AS rows, count(code)::integer AS rejected FROM staged',
  );
  return result;
}

const firstRejected = (id: number, manager: EntityManager): Promise<RejectedRow[]> =>
  manager.query<RejectedRow[]>(
    'SELECT line, code, message FROM customer_import_rejections WHERE import_id = $1 ORDER BY line LIMIT $2',
    [id, SHOWN],
  );
