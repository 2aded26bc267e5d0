import { timesFaster } from '../bars.mjs';
import { lineOf } from '../lines.mjs';
import { interleave } from '../measure.mjs';

const within = (days) => ({ within: { last: days, unit: 'day' } });
const windowSql = (days) => `occurred_at BETWEEN $1::timestamptz - interval '${days} days' AND $1`;
const count = (from) => `SELECT count(*)::int AS count FROM ${from}`;
const types = ['visit', 'purchase', 'email_opened', 'email_clicked', 'cart_filled'];
const upTo = (n) => Array.from({ length: n }, (_, index) => index);

/** A hundred segments of the usual kinds, none like another, each with its count in SQL. */
const segments = [
  ...upTo(40).map((n) => ({
    rule: { field: 'score', operator: 'at_least', value: 20 + 2 * n },
    sql: count(`customers WHERE score >= ${20 + 2 * n}`),
  })),
  ...['Paris', 'Rome', 'Berlin', 'Madrid', 'Vienna', 'Prague', 'Lisbon', 'Athens', 'Dublin', 'Oslo'].map(
    (city) => ({
      rule: { field: 'attributes.city', operator: 'equals', value: city },
      sql: count(`customers WHERE attributes ->> 'city' = '${city}'`),
    }),
  ),
  ...upTo(30).map((n) => {
    const [type, days] = [types[n % 5], 5 + 5 * n];
    return {
      rule: { event: type, operator: 'did', ...within(days) },
      sql: count(
        `(SELECT customer_id FROM events WHERE type = '${type}' AND ${windowSql(days)} GROUP BY 1) g`,
      ),
    };
  }),
  ...upTo(20).map((n) => {
    const [type, days] = [types[n % 5], 30 + 5 * n];
    return {
      rule: { event: type, operator: 'did', ...within(days), count: { operator: 'at_least', value: 2 } },
      sql: count(
        `(SELECT customer_id FROM events WHERE type = '${type}' AND ${windowSql(days)} GROUP BY 1 HAVING count(*) >= 2) g`,
      ),
    };
  }),
];

/** A thousand customers change: recounting every segment, and what one preview of them all takes longer for it. */
export async function upkeep(bench) {
  const { sql, clock } = bench;
  const recount = async () => {
    const counts = [];
    for (const segment of segments)
      counts.push(
        (
          await sql.query(
            segment.sql.includes('$1') ? { text: segment.sql, values: [clock.now] } : segment.sql,
          )
        ).rows[0].count,
      );
    return counts;
  };
  await clock.advance(1);
  const sides = { reference: { run: recount } };
  const what = { title: '100 segments exact after 1,000 customers changed', bar: timesFaster(50) };
  const options = { rounds: Math.min(bench.rounds, 3), warmUps: 0, patience: 0, before: () => change(bench) };
  if (bench.captures.length === 0) {
    const measured = await interleave(sides, { ...options, rounds: 1 });
    return [lineOf({ ...what, note: 'not built yet' }, { ...measured, answer: segments.length })];
  }
  return [await compared(bench, what, sides, options)];
}

/** @returns a line whose own time is that of the preview less what it takes when nothing has changed */
async function compared({ warm }, what, sides, options) {
  const ids = [];
  for (const [index, { rule }] of segments.entries()) {
    const conditions = { logic: 'AND', rules: [rule] };
    ids.push((await warm.post('/segments', { name: `upkeep ${index}`, conditions })).id);
  }
  const all = { include_segments: ids, exclude_unsubscribed: false };
  const counts = async () =>
    (await warm.post('/audiences/preview', all)).ledger.sources.map((source) => source.count);
  const idle = await interleave({ ours: { run: counts } }, { rounds: 3, warmUps: 2 });
  const measured = await interleave({ ...sides, ours: { run: counts } }, options);
  for (const figure of ['median', 'p95'])
    measured.stats.ours[figure] = Math.max(0.1, measured.stats.ours[figure] - idle.stats.ours.median);
  return lineOf(what, { ...measured, answer: segments.length });
}

/** Done again, it undoes itself. */
async function change({ sql, customers }) {
  await sql.query('UPDATE customers SET score = 100 - score WHERE id % $1 = 0', [
    Math.max(1, customers / 1000),
  ]);
}
