import { CsvError, parse } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { refused } from '../../http/problem.js';
import { decoded, type Encoding } from './encoding.js';

/** A row of a CSV file. */
export interface CsvRow {
  /** Number of the line in the file where the row begins, from 1. */
  line: number;
  /** As they stand in the file but for blanks around them; a row may have fewer or more than the header. */
  cells: string[];
}

/** A file whose form is known. */
export interface CsvSource {
  path: string;
  encoding: Encoding;
  delimiter: string;
}

const maxRowCharacters = 1_000_000;

/**
 * The rows of a file that begin after a line, blank ones left out.
 * @throws ProblemException 422 at a broken quotation mark, and at a row that is too long.
 */
export async function* readRows(source: CsvSource, afterLine = 0): AsyncGenerator<CsvRow> {
  let line = 1;
  try {
    for await (const cells of records(source)) {
      if (line > afterLine && cells.some((cell) => cell !== '')) yield { line, cells };
      line += linesOf(cells);
    }
  } catch (error) {
    throw error instanceof CsvError ? await asProblem(error, source) : error;
  }
}

/** Blank lines come as records too, so that lines can be counted here: the parser's own count is wrong for CRLF within quotes. */
function records({ path, encoding, delimiter }: CsvSource, first = -1): AsyncIterable<string[]> {
  const parser = parse({
    delimiter,
    to: first,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    trim: true,
    max_record_size: maxRowCharacters,
  });
  const decode = (bytes: AsyncIterable<Buffer>) => decoded(bytes, encoding);
  // An error destroys the parser, which throws it to whoever reads the records.
  pipeline(createReadStream(path), decode, parser, () => undefined);
  return parser;
}

function linesOf(cells: string[]): number {
  let lines = 1;
  for (const cell of cells)
    if (cell.includes('\n') || cell.includes('\r')) lines += cell.match(/\r\n|\r|\n/g)!.length;
  return lines;
}

async function asProblem(error: CsvError, source: CsvSource) {
  const line = await lineAfter(source, Number(error['records']));
  return error.code === 'CSV_MAX_RECORD_SIZE'
    ? refused(
        'file',
        'row_too_long',
        `The row in line ${line} is longer than a million characters: is a closing quotation mark missing?`,
      )
    : refused(
        'file',
        'broken_quote',
        `The row in line ${line} has a broken quotation mark. A field that holds one is written in quotation marks, with the one inside doubled: "5"" disk".`,
      );
}

/** An error discards what was parsed and not yet read, so the line of the broken record is counted anew. */
async function lineAfter(source: CsvSource, count: number): Promise<number> {
  let line = 1;
  if (count > 0) for await (const cells of records(source, count)) line += linesOf(cells);
  return line;
}
