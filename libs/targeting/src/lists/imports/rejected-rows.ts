import type { EntityManager } from 'typeorm';
import { csvLine } from '../csv/write-csv.js';
import type { Rejection } from '../identifiers.js';
import type { ImportEntity } from './import.entity.js';
import type { RejectedRowPageResponse, RejectedRowsQuery } from './rejected-row.dto.js';

/** A row of a file that was rejected, or named nobody. */
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
    const rows = await rowsAfter(after, atOnce, id, manager);
    if (rows.length === 0) return;
    yield rows.map(({ line, code, cells }) => csvLine([line, code, reasons[code], ...cells])).join('');
    after = rows.at(-1)!.line;
  }
}

/** A page of the same rows. */
export async function rejectedRowsPage(
  { id, header }: ImportEntity,
  { per_page: perPage = 50, after = 0 }: RejectedRowsQuery,
  manager: EntityManager,
): Promise<RejectedRowPageResponse> {
  const found = await rowsAfter(after, perPage + 1, id, manager);
  const [{ total }] = await manager.query<[{ total: number }]>(
    'SELECT count(*)::int AS total FROM targeting.import_rows WHERE import_id = $1',
    [id],
  );
  const rows = found.slice(0, perPage);
  return {
    header,
    data: rows.map((row) => ({ ...row, reason: reasons[row.code] })),
    total,
    next: found.length > perPage ? String(rows.at(-1)!.line) : null,
  };
}

const rowsAfter = (
  line: number,
  most: number,
  importId: number,
  manager: EntityManager,
): Promise<RejectedRow[]> =>
  manager.query<RejectedRow[]>(
    'SELECT line, code, cells FROM targeting.import_rows WHERE import_id = $1 AND line > $2 ORDER BY line LIMIT $3',
    [importId, line, most],
  );
