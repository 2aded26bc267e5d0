import { CsvError } from 'csv-parse';
import { refused } from '../../http/problem.js';
import { type Block, type CsvSource, readBlocks } from './records.js';

/** A row of a CSV file. */
export interface CsvRow {
  /** Number of the line in the file where the row begins, from 1. */
  line: number;
  /** As they stand in the file but for blanks around them; a row may have fewer or more than the header. */
  cells: string[];
}

/**
 * The rows of a file that begin after a line, blank ones left out, many at a time.
 * @throws ProblemException 422 at a broken quotation mark, and at a row that is too long.
 */
export async function* readRows(source: CsvSource, afterLine = 0): AsyncGenerator<CsvRow[]> {
  let line = 1;
  try {
    for await (const block of readBlocks(source)) {
      const rows: CsvRow[] = [];
      for (const cells of block.records) {
        if (line > afterLine && cells.some((cell) => cell !== '')) rows.push({ line, cells });
        line += block.areLines ? 1 : linesOf(cells);
      }
      yield rows;
    }
  } catch (error) {
    throw error instanceof CsvError ? await asProblem(error, source) : error;
  }
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
async function lineAfter(source: CsvSource, parsed: number): Promise<number> {
  const lines = ({ records, areLines }: Block) =>
    areLines ? records.length : records.reduce((sum, cells) => sum + linesOf(cells), 0);
  let line = 1;
  for await (const block of readBlocks(source, parsed)) line += lines(block);
  return line;
}
