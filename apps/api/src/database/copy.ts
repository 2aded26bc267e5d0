import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { EntityManager } from 'typeorm';

/** A value of a row for `COPY … FROM STDIN`; an array is a `text[]`. */
export type CopyValue = string | number | boolean | null | readonly (string | null)[];

/** Streams rows into a table or its named columns, in the manager's transaction. One chunk at a time is in memory. */
export async function copyRows(
  manager: EntityManager,
  target: string,
  rows: AsyncIterable<CopyValue[]> | Iterable<CopyValue[]>,
): Promise<void> {
  if (!manager.queryRunner) throw new Error('Rows are copied within a transaction.');
  const client = (await manager.queryRunner.connect()) as ClientBase;
  await pipeline(Readable.from(chunks(rows)), client.query(copyFrom(`COPY ${target} FROM STDIN`)));
}

const CHUNK = 64 * 1024;

async function* chunks(rows: AsyncIterable<CopyValue[]> | Iterable<CopyValue[]>): AsyncGenerator<Buffer> {
  let chunk = '';
  for await (const row of rows) {
    chunk += `${row.map(encode).join('\t')}\n`;
    if (chunk.length < CHUNK) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  if (chunk) yield Buffer.from(chunk);
}

const encode = (value: CopyValue): string =>
  value === null ? '\\N' : escape(typeof value === 'object' ? arrayLiteral(value) : String(value));

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escape = (text: string): string => text.replace(/[\\\t\n\r]/g, (character) => escapes[character]!);

const arrayLiteral = (values: readonly (string | null)[]): string =>
  `{${values.map((value) => (value === null ? 'NULL' : `"${value.replace(/["\\]/g, '\\$&')}"`)).join(',')}}`;
