import { open } from 'node:fs/promises';
import { refused } from '../../http/problem.js';
import { declaredDelimiter, detectDelimiter } from './delimiter.js';
import { detectEncoding } from './encoding.js';
import { refuseForeignFormat } from './foreign-formats.js';
import { type CsvRow, readRows } from './read-rows.js';

/** A CSV file whose form is known. */
export interface CsvFile {
  /** Names of the columns; empty when the file begins with data. */
  header: string[];
  delimiter: string;
  /** The rows after the header, without blank ones. They are read from the file as they are asked for, each time anew. */
  rows: AsyncIterable<CsvRow>;
  /** The same rows, many at a time. */
  blocks: AsyncIterable<CsvRow[]>;
  /** The same file with its header as the first of the rows, since it may be data by what else is known. */
  headerless?: CsvFile;
}

export const mostColumns = 1_000;

/**
 * Opens a CSV file: finds out its encoding (UTF-8, UTF-16, else windows-1252), its delimiter (comma, semicolon, tab or
 * pipe) and its header. When a cell of the first row is an e-mail address, if only a broken one, or all of them are numbers
 * or UUIDs, the file has no header and that row is data.
 * @throws ProblemException 422 when the file is empty or no CSV; also while rows are read, at a broken quotation mark.
 */
export async function openCsv(path: string): Promise<CsvFile> {
  const head = await readHead(path);
  refuseForeignFormat(head);
  const encoding = await detectEncoding(path, head);
  const text = new TextDecoder(encoding).decode(head, { stream: true });
  const declared = declaredDelimiter(text);
  const source = { path, encoding, delimiter: declared ?? detectDelimiter(text) };
  const rowsAfter = (line: number) => ({
    rows: { [Symbol.asyncIterator]: () => oneByOne(readRows(source, line)) },
    blocks: { [Symbol.asyncIterator]: () => readRows(source, line) },
  });

  const beforeFirst = declared ? 1 : 0;
  const first = await firstOf(rowsAfter(beforeFirst).rows);
  if (!first) throw refused('file', 'empty_file', 'The file is empty.');
  if (first.cells.length > mostColumns)
    throw refused('file', 'too_many_columns', `The file has more than ${mostColumns} columns.`);
  const { delimiter } = source;
  const headerless: CsvFile = { header: [], delimiter, ...rowsAfter(beforeFirst) };
  return isData(first.cells)
    ? headerless
    : { header: first.cells, delimiter, ...rowsAfter(first.line), headerless };
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function* oneByOne(blocks: AsyncIterable<CsvRow[]>): AsyncGenerator<CsvRow> {
  for await (const rows of blocks) yield* rows;
}

async function firstOf(rows: AsyncIterable<CsvRow>): Promise<CsvRow | undefined> {
  for await (const row of rows) return row;
  return undefined;
}

const key = /^(?:\d+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

const isData = (cells: string[]): boolean =>
  cells.some((cell) => /\S@\S/.test(cell)) || cells.every((cell) => key.test(cell));
