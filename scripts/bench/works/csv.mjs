import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { all, atMostTimes, growthWithin } from '../bars.mjs';
import { csvOf } from '../definitions.mjs';
import { against, lineOf } from '../lines.mjs';
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
  await sql.query(keptTables);
  const measured = await interleave(
    {
      keeping: { run: () => copyMatchAndKeep(sql, file), reset: () => sql.query(`TRUNCATE ${kept}`) },
      reference: { run: () => copyAndMatch(sql, file), reset: () => sql.query('ROLLBACK') },
      ours: { run: upload, reset: () => warm.remove(`/lists/${listId}`) },
    },
    { rounds: Math.min(rounds, 5) },
  );
  const title = 'CSV of as many rows to a list, matched by e-mail';
  return [
    lineOf({ title, bar: all(atMostTimes(2), growthWithin(64)), growth }, measured),
    lineOf({ title: 'CSV to a list, against SQL that keeps as much' }, against('keeping', measured)),
  ];
}

/** What an import leaves behind: who is on the list, and which addresses it remembers. */
const kept = 'bench.kept_list, bench.kept_addresses';
const keptTables = `
CREATE TABLE IF NOT EXISTS bench.kept_list (list_id int, customer_id int, import_id int, PRIMARY KEY (list_id, customer_id, import_id));
CREATE TABLE IF NOT EXISTS bench.kept_addresses (list_id int, email text COLLATE "C", import_id int, PRIMARY KEY (list_id, email, import_id));
TRUNCATE ${kept}`;

const matchedSql = 'FROM stage s JOIN customers c ON lower(c.email) = lower(s.email)';

/** @param {import('pg').Client} sql @param {Blob} file */
async function copyAndMatch(sql, file) {
  await stage(sql, file);
  const { rowCount } = await sql.query(
    `CREATE TEMP TABLE matched ON COMMIT DROP AS SELECT c.id ${matchedSql}`,
  );
  return rowCount;
}

/** @param {import('pg').Client} sql @param {Blob} file */
async function copyMatchAndKeep(sql, file) {
  await stage(sql, file);
  const { rowCount } = await sql.query(
    `INSERT INTO bench.kept_list SELECT 1, c.id, 1 ${matchedSql} ORDER BY c.id`,
  );
  await sql.query(
    'INSERT INTO bench.kept_addresses SELECT DISTINCT 1, lower(email) COLLATE "C", 1 FROM stage ORDER BY 2',
  );
  await sql.query('COMMIT');
  return rowCount;
}

/** @param {import('pg').Client} sql @param {Blob} file */
async function stage(sql, file) {
  await sql.query('BEGIN; CREATE TEMP TABLE stage (email text) ON COMMIT DROP');
  await pipeline(file.stream(), sql.query(copyFrom('COPY stage FROM STDIN (FORMAT csv, HEADER)')));
}
