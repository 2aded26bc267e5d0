import { timesFaster } from '../bars.mjs';
import { lineOf } from '../lines.mjs';
import { interleave } from '../measure.mjs';
import { turn, turnAllBack } from '../turn.mjs';
import { hundredSegments } from './hundred-segments.mjs';

/**
 * A thousand customers change. By hand, every segment is counted anew; ours is what a preview of all of them takes longer
 * than when nothing has changed.
 * @type {import('../prepare.mjs').Work}
 */
export async function upkeep(bench) {
  const { sql, clock, captures, customers, rounds } = bench;
  await clock.advance(1);
  const reference = { run: () => countByHand(bench) };
  const what = { title: '100 segments exact after 1,000 customers changed', bar: timesFaster(50) };
  const answer = hundredSegments.length;
  if (captures.length === 0) {
    const measured = await interleave({ reference }, { rounds: 1, warmUps: 0 });
    return [lineOf({ ...what, note: 'not built yet' }, { ...measured, answer })];
  }
  const ids = await makeThem(bench);
  const audience = { include_segments: ids, exclude_unsubscribed: false };
  const ours = {
    run: async () => {
      const { ledger } = await bench.warm.post('/audiences/preview', audience);
      return ledger.sources.map((/** @type {{ count: number }} */ source) => source.count);
    },
  };
  const idle = await interleave({ ours }, { rounds: Math.min(rounds, 5), warmUps: 2 });
  const every = Math.max(1, customers / 1000);
  const before = () => turn(sql, 'id % $1 = 0', [every]);
  const changed = await interleave(
    { ours, reference },
    { rounds: Math.min(rounds, 4), warmUps: 0, before, inThisOrder: true },
  );
  await turnAllBack(sql);
  // Active segments are observed: that is not to go on beside other works.
  for (const id of ids) await bench.warm.remove(`/segments/${id}`);
  return [lineOf(what, { ...changed, answer, stats: beyond(changed.stats, idle.stats.ours) })];
}

/** @param {import('../prepare.mjs').Bench} bench @returns {Promise<number[]>} */
async function countByHand({ sql, clock }) {
  const counts = [];
  for (const segment of hundredSegments)
    counts.push((await sql.query(segment.sql, [clock.now])).rows[0].count);
  return counts;
}

/** @param {import('../prepare.mjs').Bench} bench @returns {Promise<number[]>} their ids */
async function makeThem({ warm }) {
  const ids = [];
  for (const [index, { rule }] of hundredSegments.entries()) {
    const conditions = { logic: 'AND', rules: [rule] };
    ids.push((await warm.post('/segments', { name: `upkeep ${index}`, conditions })).id);
  }
  return ids;
}

/** @typedef {import('../measure.mjs').Stats} Stats */

/** @param {Record<string, Stats>} stats @param {Stats} idle @returns {Record<string, Stats>} */
function beyond({ reference, ours: { median, p95, samples, cpu } }, idle) {
  const less = (/** @type {number} */ time, idly = idle.median) => Math.max(0.1, time - idly);
  const ours = { median: less(median), p95: less(p95), samples };
  return { reference, ours: cpu === undefined ? ours : { ...ours, cpu: less(cpu, idle.cpu) } };
}
