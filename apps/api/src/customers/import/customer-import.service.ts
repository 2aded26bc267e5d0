import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { ListMembers, notFound, openCsv } from 'nest-targeting';
import { DataSource, type EntityManager } from 'typeorm';
import { knownAttributes, learnAttributes } from '../../catalogue/known-types.js';
import { mapColumns } from './columns.js';
import type { CustomerImportResponse, RejectedRow } from './customer-import.dto.js';
import { merge } from './merge.js';
import { RowReader } from './read-row.js';
import { rejectedCsv } from './rejected-csv.js';
import { resolve } from './resolve.js';
import { stage } from './stage.js';

const SHOWN = 100;

@Injectable()
export class CustomerImportService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListMembers,
  ) {}

  /** Adds and changes customers by a CSV file: all of its good rows, or, if the file cannot be read to its end, nothing. */
  async importCsv(path: string, fileName: string): Promise<CustomerImportResponse> {
    const csv = await openCsv(path);
    return this.dataSource.transaction(async (manager) => {
      // One import at a time; no attribute becomes known with another type meanwhile.
      await manager.query('LOCK TABLE attribute_types IN SHARE ROW EXCLUSIVE MODE');
      const known = await knownAttributes(manager);
      const columns = mapColumns(csv.header, known.keys());
      const reader = new RowReader(columns, known);
      await stage(csv.rows, reader, manager);
      // Nobody may take an address or an external id between the look-up and the writing; reading goes on.
      await manager.query('LOCK TABLE customers IN SHARE ROW EXCLUSIVE MODE');
      await resolve(manager);
      const learnt = await learnAttributes(manager, reader.newTypes());
      const merged = await merge(columns.attributes, new Map([...known, ...learnt]), manager);
      await this.lists.adopt(manager);
      const id = await keep(fileName, columns.header, manager);
      return { id, ...(await totals(manager)), ...merged, rejected_rows: await firstRejected(id, manager) };
    });
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
