import { atMostTimes } from '../bars.mjs';
import { switchCaptures } from '../captures.mjs';
import { lineOf } from '../lines.mjs';
import { interleave } from '../measure.mjs';

/** Events by HTTP, with and without the triggers that note who has changed. */
export async function ingest(bench) {
  const lines = [];
  for (const size of [1, 100, 1000]) lines.push(await batchesOf(size, bench));
  return lines;
}

async function batchesOf(size, bench) {
  const { sql, captures, rounds } = bench;
  const batches = size === 1 ? 20 : 5;
  const side = (/** @type {boolean} */ captured) => ({
    prepare: () => switchCaptures(sql, captures, captured),
    run: (round) => send(bench, { size, batches, round }),
    // Taken away while the triggers are as they were when it came.
    reset: () => sql.query('DELETE FROM events WHERE key IS NOT NULL'),
  });
  const built = captures.length > 0;
  const measured = await interleave(
    built ? { reference: side(false), ours: side(true) } : { reference: side(false) },
    { rounds, patience: 10_000 },
  );
  await switchCaptures(sql, captures, true);
  const title = `ingest with change capture, batches of ${size.toLocaleString('en')}`;
  const bar = size > 1 ? atMostTimes(1.15) : undefined;
  return lineOf(
    { title, bar, note: built ? undefined : 'not built yet' },
    {
      ...perBatch(measured, batches),
      answer: size,
    },
  );
}

/** @returns {Promise<number>} how many were accepted */
async function send({ warm, customers, clock }, { size, batches, round }) {
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

function perBatch(measured, batches) {
  const each = ({ median, p95, samples }) => ({ median: median / batches, p95: p95 / batches, samples });
  const stats = Object.entries(measured.stats).map(([name, taken]) => [name, each(taken)]);
  return { ...measured, stats: Object.fromEntries(stats) };
}
