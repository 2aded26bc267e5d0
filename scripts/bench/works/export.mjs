import { to as copyTo } from 'pg-copy-streams';
import { all, atMostTimes, growthWithin } from '../bars.mjs';
import { lineOf } from '../lines.mjs';
import { interleave } from '../measure.mjs';

const copySql =
  'COPY (SELECT id, name, email FROM customers WHERE score >= 0 ORDER BY id) TO STDOUT (FORMAT csv, HEADER)';

/** Everybody as a CSV. */
export async function exportCsv({ sql, warm, made, rounds }) {
  const url = `${warm.api}/segments/${made.everyoneId}/export`;
  const first = await fetch(url);
  await first.body?.cancel();
  const built = first.status !== 404;
  let growth = 0;
  const download = async () => {
    const { result, bytes } = await warm.growth(async () =>
      countLines((await warm.request(url.slice(warm.api.length))).body),
    );
    growth = Math.max(growth, bytes);
    return result;
  };
  const reference = { run: () => countLines(sql.query(copyTo(copySql))) };
  const measured = await interleave(built ? { reference, ours: { run: download } } : { reference }, {
    rounds: Math.min(rounds, 5),
  });
  return [
    lineOf(
      {
        title: 'export of all members as CSV',
        bar: all(atMostTimes(1.5), growthWithin(64)),
        ...(built ? { growth } : { note: 'not built yet' }),
      },
      measured,
    ),
  ];
}

/** @param {AsyncIterable<Uint8Array>} stream */
async function countLines(stream) {
  let lines = 0;
  for await (const chunk of stream) for (const byte of chunk) if (byte === 10) lines += 1;
  return lines - 1;
}
