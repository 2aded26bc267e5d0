import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { all, atMostTimes, growthWithin } from '../bars.mjs';
import { csvOf } from '../definitions.mjs';
import { lineOf } from '../lines.mjs';
import { interleave } from '../measure.mjs';

// An upload may have 200 MB.
const MOST = 5_000_000;

/**
 * A CSV with the address of every customer, in no order, becomes a list.
 * @type {import('../prepare.mjs').Work}
 */
export async function csv({ sql, warm, rounds }) {
  const { rows } = await sql.query(`SELECT email FROM customers ORDER BY md5(email) LIMIT ${MOST}`);
  const file = csvOf(rows.map(({ email }) => email));
  let listId = 0;
  let growth = 0;
  const upload = async () => {
    listId = (await warm.post('/lists', { name: 'bench' })).id;
    const report = await warm.growth(() => warm.importCsv(`/lists/${listId}/import-csv`, file));
    growth = Math.max(growth, report.bytes);
    return report.result.matched;
  };
  const measured = await interleave(
    {
      reference: { run: () => copyAndMatch(sql, file), reset: () => sql.query('ROLLBACK') },
      ours: { run: upload, reset: () => warm.remove(`/lists/${listId}`) },
    },
    { rounds: Math.min(rounds, 5) },
  );
  const title = 'CSV of as many rows to a list, matched by e-mail';
  return [lineOf({ title, bar: all(atMostTimes(2), growthWithin(64)), growth }, measured)];
}

/** @param {import('pg').Client} sql @param {Blob} file */
async function copyAndMatch(sql, file) {
  await sql.query('BEGIN; CREATE TEMP TABLE stage (email text) ON COMMIT DROP');
  await pipeline(file.stream(), sql.query(copyFrom('COPY stage FROM STDIN (FORMAT csv, HEADER)')));
  const { rowCount } = await sql.query(
    `CREATE TEMP TABLE matched ON COMMIT DROP AS
     SELECT c.id FROM stage s JOIN customers c ON lower(c.email) = lower(s.email)`,
  );
  return rowCount;
}
