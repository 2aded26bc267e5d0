import { csvLine } from 'nest-targeting';
import type { EntityManager } from 'typeorm';

interface Rejection {
  line: number;
  code: string;
  message: string;
  cells: (string | null)[];
}

const PART = 2000;

/** The rejected rows of an import as CSV: line, code and reason before the cells of the row. One part at a time is in memory. */
export async function* rejectedCsv(
  importId: number,
  header: string[],
  manager: EntityManager,
): AsyncGenerator<string> {
  yield csvLine(['line', 'code', 'reason', ...header]);
  let after = 0;
  for (;;) {
    const rows = await manager.query<Rejection[]>(
      'SELECT line, code, message, cells FROM customer_import_rejections WHERE import_id = $1 AND line > $2 ORDER BY line LIMIT $3',
      [importId, after, PART],
    );
    if (rows.length === 0) return;
    yield rows.map(({ line, code, message, cells }) => csvLine([line, code, message, ...cells])).join('');
    after = rows.at(-1)!.line;
  }
}
