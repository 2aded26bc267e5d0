import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { QueryRunner } from 'typeorm';
import type { CsvRow } from '../csv/read-rows.js';
import type { Reading } from '../identifiers.js';

/** How many rows a file has, and how many of them hold no identifier. */
export interface Staged {
  rows: number;
  rejected: number;
}

export interface StageInput {
  blocks: AsyncIterable<CsvRow[]>;
  /** Index of the identifying column. */
  column: number;
  read: (cell: string) => Reading;
  /** Told now and then how many rows have been read. */
  onProgress: (rows: number) => Promise<void>;
}

const chunkCharacters = 65_536;

/**
 * Streams the rows of a file into the temporary table `import_stage` of the runner's transaction. `cells` is NULL for a row that
 * is its value and nothing else.
 */
export async function stageRows(runner: QueryRunner, input: StageInput): Promise<Staged> {
  await runner.query(
    'CREATE TEMP TABLE import_stage (line integer NOT NULL, value text COLLATE "C", code text, cells text) ON COMMIT DROP',
  );
  const staged = { rows: 0, rejected: 0 };
  const client = (await runner.connect()) as ClientBase;
  await pipeline(
    Readable.from(copyText(input, staged)),
    client.query(copyFrom('COPY import_stage FROM STDIN')),
  );
  return staged;
}

async function* copyText(
  { blocks, column, read, onProgress }: StageInput,
  staged: Staged,
): AsyncGenerator<Buffer> {
  let text = '';
  for await (const rows of blocks) {
    staged.rows += rows.length;
    for (const { line, cells } of rows) {
      const reading = read(cells[column] ?? '');
      if ('rejection' in reading) staged.rejected += 1;
      text += `${line}\t${copied(reading, cells)}\n`;
    }
    if (text.length < chunkCharacters) continue;
    yield Buffer.from(text);
    text = '';
    await onProgress(staged.rows);
  }
  if (text) yield Buffer.from(text);
}

function copied(reading: Reading, cells: string[]): string {
  if ('rejection' in reading) return `\\N\t${reading.rejection}\t${escape(JSON.stringify(cells))}`;
  const { value } = reading;
  const isAll = cells.length === 1 && cells[0] === value;
  return `${escape(value)}\t\\N\t${isAll ? '\\N' : escape(JSON.stringify(cells))}`;
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escape = (text: string): string =>
  /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => escapes[character]!) : text;
