import { setTimeout as delay } from 'node:timers/promises';
import { lineOf } from '../lines.mjs';
import { interleave } from '../measure.mjs';

/** @typedef {import('../prepare.mjs').Bench} Bench */

const day = 86_400;
const seconds = 60;

/** Who bought within 30 days, by hand. */
const boughtSql = `SELECT count(DISTINCT customer_id)::int AS count FROM events
  WHERE type = 'purchase' AND occurred_at BETWEEN $1::timestamptz - interval '30 days' AND $1`;

/**
 * A day passes, and nobody asks: how long it takes until those are told who have come to lie outside of a segment's window,
 * and whether its size is right then.
 * @type {import('../prepare.mjs').Work}
 */
export async function membershipEvents(bench) {
  const { sql, clock, rounds } = bench;
  const byHand = async () => (await sql.query(boughtSql, [clock.now])).rows[0].count;
  const { stats, ...measured } = await interleave(
    { ours: { run: () => toldSize(bench) }, reference: { run: byHand } },
    { rounds: Math.min(rounds, 3), warmUps: 0, inThisOrder: true, before: () => clock.advance(day) },
  );
  const bar = {
    text: `within ${seconds} s`,
    met: (/** @type {{ ours?: { p95: number } }} */ { ours }) =>
      ours !== undefined && ours.p95 <= seconds * 1000,
  };
  const title = 'membership events after a day has passed';
  // What is waited for is no work, so that there is nothing to compare its time with.
  return [lineOf({ title, bar }, { ...measured, stats: { ours: stats.ours } })];
}

/** The size that was observed at the clock's instant, read from the table: to ask the API would observe it at once. @param {Bench} bench */
async function toldSize({ sql, clock, made }) {
  for (let tries = 0; tries < 2 * seconds * 10; tries++) {
    const { rows } = await sql.query(
      'SELECT count FROM targeting.segment_history WHERE segment_id = $1 AND at = $2',
      [made.boughtId, clock.now],
    );
    if (rows.length > 0) return rows[0].count;
    await delay(100);
  }
  return 'nothing was told';
}
