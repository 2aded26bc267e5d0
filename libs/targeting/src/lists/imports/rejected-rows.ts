import type { EntityManager } from 'typeorm';
import { csvLine } from '../csv/write-csv.js';
import type { Rejection } from '../identifiers.js';
import type { ImportEntity } from './import.entity.js';

interface RejectedRow {
  line: number;
  code: Rejection | 'unmatched';
  cells: string[];
}

const reasons: Record<RejectedRow['code'], string> = {
  empty: 'The cell is empty.',
  invalid_email: 'This is no e-mail address.',
  invalid_id: 'This is not the form of an id.',
  too_long: 'This is too long for an identifier.',
  unmatched: 'No customer has this identifier; the list remembers it.',
};

const atOnce = 5_000;

/** The rows of an import that were rejected or named nobody, as CSV: line, code and reason before the row as it was. */
export async function* rejectedRowsCsv(
  { id, header }: ImportEntity,
  manager: EntityManager,
): AsyncGenerator<string> {
  yield csvLine(['line', 'code', 'reason', ...header]);
  let after = 0;
  for (;;) {
    const rows = await manager.query<RejectedRow[]>(
      'SELECT line, code, cells FROM targeting.import_rows WHERE import_id = $1 AND line > $2 ORDER BY line LIMIT $3',
      [id, after, atOnce],
    );
    if (rows.length === 0) return;
    yield rows.map(({ line, code, cells }) => csvLine([line, code, reasons[code], ...cells])).join('');
    after = rows.at(-1)!.line;
  }
}
