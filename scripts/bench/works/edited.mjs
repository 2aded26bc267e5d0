import { atMostTimes } from '../bars.mjs';
import { audienceTree } from '../definitions.mjs';
import { lineOf } from '../lines.mjs';
import { interleave } from '../measure.mjs';

/** @typedef {number | string[]} Value */

/**
 * @typedef {object} Edit
 * @property {string} title
 * @property {(round: number) => Value} value which the rule never had before
 * @property {(value: Value) => object} rule
 * @property {string} sql count of that rule by hand: $1 is the instant, $2 the value
 */

const bought = { event: 'purchase', operator: 'did' };
const opened = { event: 'email_opened', operator: 'did' };
const minutesBefore = (/** @type {string} */ type) =>
  `events WHERE type = '${type}' AND occurred_at BETWEEN $1::timestamptz - $2::int * interval '1 minute' AND $1`;

/** @type {Edit[]} */
const edits = [
  {
    title: 'a score',
    value: (round) => 60 + round / 100,
    rule: (value) => ({ field: 'score', operator: 'greater_than', value }),
    sql: `SELECT count(*)::int AS count FROM customers WHERE $1::text <> '' AND score > $2::numeric`,
  },
  {
    title: 'a JSON attribute',
    value: (round) => ['Rome', `Nowhere ${round}`],
    rule: (value) => ({ field: 'attributes.city', operator: 'in', value }),
    sql: `SELECT count(*)::int AS count FROM customers WHERE $1::text <> '' AND attributes ->> 'city' = ANY ($2::text[])`,
  },
  {
    title: 'bought in 30 days',
    value: (round) => 30 * 24 * 60 + round,
    rule: (value) => ({ ...bought, within: { last: value, unit: 'minute' } }),
    sql: `SELECT count(*)::int AS count FROM (SELECT customer_id FROM ${minutesBefore('purchase')} GROUP BY 1) g`,
  },
  {
    title: 'opened 3 times in 90 days',
    value: (round) => 90 * 24 * 60 + round,
    rule: (value) => ({
      ...opened,
      within: { last: value, unit: 'minute' },
      count: { operator: 'at_least', value: 3 },
    }),
    sql: `SELECT count(*)::int AS count FROM (
      SELECT customer_id FROM ${minutesBefore('email_opened')} GROUP BY 1 HAVING count(*) >= 3) g`,
  },
  {
    title: 'spent an amount in a year',
    value: (round) => 100 + round / 100,
    rule: (value) => ({
      ...bought,
      within: { last: 365, unit: 'day' },
      aggregate: { function: 'sum', field: 'amount', operator: 'at_least', value },
    }),
    sql: `SELECT count(*)::int AS count FROM (SELECT customer_id FROM events
      WHERE type = 'purchase' AND occurred_at BETWEEN $1::timestamptz - interval '365 days' AND $1
      GROUP BY 1 HAVING sum((properties ->> 'amount')::numeric) >= $2::numeric) g`,
  },
];

/**
 * One rule of the audience gets another value: that rule's count by hand, and the preview of the whole tree.
 * @type {import('../prepare.mjs').Work}
 */
export async function edited(bench) {
  const lines = [];
  for (const edit of edits) lines.push(await editedOnce(bench, edit));
  return lines;
}

/** @param {import('../prepare.mjs').Bench} bench @param {Edit} edit */
async function editedOnce({ sql, warm, made, clock, rounds }, { title, value, rule, sql: text }) {
  const byHand = async (/** @type {number} */ round) =>
    (await sql.query(text, [clock.now, value(round)])).rows[0].count;
  const ours = async (/** @type {number} */ round) => {
    const { conditions, path } = audienceTree(made.listId, rule(value(round)));
    const { rules } = await warm.post('/segments/preview', { conditions });
    return rules.find((/** @type {{ path: string }} */ counted) => counted.path === path).count;
  };
  const measured = await interleave(
    { reference: { run: byHand }, ours: { run: ours } },
    { rounds, patience: 12_000, before: () => clock.advance(1) },
  );
  return lineOf({ title: `the same, one rule edited: ${title}`, bar: atMostTimes(2) }, measured);
}
