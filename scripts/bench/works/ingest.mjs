import { atMostTimes } from '../bars.mjs';
import { switchCaptures } from '../captures.mjs';
import { lineOf } from '../lines.mjs';
import { interleave } from '../measure.mjs';

/** @typedef {import('../prepare.mjs').Bench} Bench */
/** @typedef {{ size: number, batches: number, round: number }} Load events a batch, and batches one after the other */

/**
 * Events by HTTP, without and with the triggers that note who has changed.
 * @type {import('../prepare.mjs').Work}
 */
export async function ingest(bench) {
  const lines = [];
  for (const size of [1, 100, 1000]) lines.push(await batchesOf(size, bench));
  return lines;
}

/** @param {number} size @param {Bench} bench */
async function batchesOf(size, bench) {
  const { sql, captures, rounds } = bench;
  const batches = size === 1 ? 20 : 5;
  const side = (/** @type {boolean} */ captured) => ({
    prepare: () => switchCaptures(sql, captures, captured),
    run: (/** @type {number} */ round) => send(bench, { size, batches, round }),
    // Taken away while the triggers are as they were when it came.
    reset: () => sql.query('DELETE FROM events WHERE key IS NOT NULL'),
  });
  const built = captures.length > 0;
  const sides = { reference: side(false), ...(built && { ours: side(true) }) };
  const measured = await interleave(sides, { rounds, patience: 10_000 });
  await switchCaptures(sql, captures, true);
  const title = `ingest with change capture, batches of ${size.toLocaleString('en')}`;
  return lineOf(
    { title, ...(size > 1 && { bar: atMostTimes(1.15) }), ...(!built && { note: 'not built yet' }) },
    { ...measured, answer: size, stats: perBatch(measured.stats, batches) },
  );
}

/** @param {Bench} bench @param {Load} load @returns {Promise<number>} how many were accepted */
async function send({ warm, clock, customers }, { size, batches, round }) {
  let accepted = 0;
  for (let batch = 0; batch < batches; batch++) {
    const events = Array.from({ length: size }, (_, index) => ({
      customer: { id: 1 + (((round + 1) * 611_953 + batch * 104_729 + index * 7919) % customers) },
      type: 'visit',
      occurred_at: clock.now.toISOString(),
      properties: { amount: 1 },
      key: `bench ${batch} ${index}`,
    }));
    accepted += (await warm.post('/events', { events })).accepted;
  }
  return accepted;
}

/** @param {Record<string, import('../measure.mjs').Stats>} stats @param {number} batches */
const perBatch = (stats, batches) =>
  Object.fromEntries(
    Object.entries(stats).map(([side, { median, p95, ...rest }]) => [
      side,
      { median: median / batches, p95: p95 / batches, ...rest },
    ]),
  );
