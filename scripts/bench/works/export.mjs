import { to as copyTo } from 'pg-copy-streams';
import { all, atMostTimes, growthWithin } from '../bars.mjs';
import { lineOf } from '../lines.mjs';
import { interleave } from '../measure.mjs';

const copySql =
  'COPY (SELECT id, name, email FROM customers WHERE score >= 0 ORDER BY id) TO STDOUT (FORMAT csv, HEADER)';

/**
 * Everybody as a CSV.
 * @type {import('../prepare.mjs').Work}
 */
export async function exportCsv({ sql, warm, made, rounds }) {
  const path = `/segments/${made.everyoneId}/export`;
  const what = { title: 'export of all members as CSV', bar: all(atMostTimes(1.5), growthWithin(64)) };
  const reference = { run: () => countRows(sql.query(copyTo(copySql))) };
  const options = { rounds: Math.min(rounds, 5) };
  if (!(await warm.has(path)))
    return [lineOf({ ...what, note: 'not built yet' }, await interleave({ reference }, options))];

  let growth = 0;
  const download = async () => {
    const { result, bytes } = await warm.growth(async () => countRows(await warm.stream(path)));
    growth = Math.max(growth, bytes);
    return result;
  };
  const measured = await interleave({ reference, ours: { run: download } }, options);
  return [lineOf({ ...what, growth }, measured)];
}

/** Lines without the one of the names. @param {AsyncIterable<Uint8Array>} stream */
async function countRows(stream) {
  let lines = 0;
  for await (const chunk of stream)
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1;
  return lines - 1;
}
