import type { EntityManager } from 'typeorm';
import { copyRows, type CopyValue } from '../../database/copy.js';
import type { FieldName } from './columns.js';
import type { RowReader, StagedRow } from './read-row.js';

const stagedFields: readonly FieldName[] = ['external_id', 'email', 'name', 'status', 'subscribed', 'score'];

/** Streams the rows of a file into the temporary table `staged`, rejected ones with their reason. */
export async function stage(
  rows: AsyncIterable<{ line: number; cells: string[] }>,
  reader: RowReader,
  manager: EntityManager,
): Promise<void> {
  await manager.query(
    `CREATE TEMP TABLE staged (line integer, code text, message text, cells text[], external_id text, email text, name text,
       status text, subscribed boolean, score numeric, opts_out boolean,
       email_key text COLLATE "C" GENERATED ALWAYS AS (targeting.fold(email)) STORED) ON COMMIT DROP`,
  );
  await copyRows(
    manager,
    `staged (line, code, message, cells, ${stagedFields.join(', ')}, opts_out)`,
    copied(rows, reader),
  );
  await manager.query('ANALYZE staged');
}

async function* copied(
  rows: AsyncIterable<{ line: number; cells: string[] }>,
  reader: RowReader,
): AsyncGenerator<CopyValue[]> {
  for await (const row of rows) yield values(reader.read(row));
}

const values = ({ line, rejection, cells, fields, optsOut = false }: StagedRow): CopyValue[] => [
  line,
  rejection?.code ?? null,
  rejection?.message ?? null,
  cells,
  ...stagedFields.map((field) => fields[field] ?? null),
  optsOut,
];
