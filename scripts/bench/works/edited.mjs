import { atMostTimes } from '../bars.mjs';
import { audienceTree } from '../definitions.mjs';
import { lineOf } from '../lines.mjs';
import { interleave } from '../measure.mjs';

const year = { within: { last: 365, unit: 'day' } };
const bought = { event: 'purchase', operator: 'did' };
const opened = { event: 'email_opened', operator: 'did' };

/**
 * One rule of the audience is given a value that it never had: that rule's count in SQL, and the preview of the whole tree.
 * `value` makes the value of a round; `sql` has it as $2 beside the instant, $1.
 */
const edits = [
  {
    title: 'a score',
    value: (round) => 60 + round / 100,
    rule: (value) => ({ field: 'score', operator: 'greater_than', value }),
    sql: 'SELECT count(*)::int AS count FROM customers WHERE score > $2::numeric AND $1::timestamptz IS NOT NULL',
  },
  {
    title: 'a JSON attribute',
    value: (round) => ['Rome', `Nowhere ${round}`],
    rule: (value) => ({ field: 'attributes.city', operator: 'in', value }),
    sql: `SELECT count(*)::int AS count FROM customers WHERE attributes ->> 'city' = ANY ($2::text[]) AND $1::timestamptz IS NOT NULL`,
  },
  {
    title: 'bought in 30 days',
    value: (round) => 30 * 24 * 60 + round,
    rule: (value) => ({ ...bought, within: { last: value, unit: 'minute' } }),
    sql: `SELECT count(*)::int AS count FROM (SELECT customer_id FROM events
      WHERE type = 'purchase' AND occurred_at BETWEEN $1::timestamptz - $2::int * interval '1 minute' AND $1 GROUP BY 1) g`,
  },
  {
    title: 'opened 3 times in 90 days',
    value: (round) => 90 * 24 * 60 + round,
    rule: (value) => ({
      ...opened,
      within: { last: value, unit: 'minute' },
      count: { operator: 'at_least', value: 3 },
    }),
    sql: `SELECT count(*)::int AS count FROM (SELECT customer_id FROM events
      WHERE type = 'email_opened' AND occurred_at BETWEEN $1::timestamptz - $2::int * interval '1 minute' AND $1
      GROUP BY 1 HAVING count(*) >= 3) g`,
  },
  {
    title: 'spent an amount in a year',
    value: (round) => 100 + round / 100,
    rule: (value) => ({
      ...{ ...bought, ...year },
      aggregate: { function: 'sum', field: 'amount', operator: 'at_least', value },
    }),
    sql: `SELECT count(*)::int AS count FROM (SELECT customer_id FROM events
      WHERE type = 'purchase' AND occurred_at BETWEEN $1::timestamptz - interval '365 days' AND $1
      GROUP BY 1 HAVING sum((properties ->> 'amount')::numeric) >= $2::numeric) g`,
  },
];

export async function edited(bench) {
  const lines = [];
  for (const edit of edits) lines.push(await oneEdit(bench, edit));
  return lines;
}

async function oneEdit({ sql, warm, made, clock, rounds }, { title, value, rule, sql: statement }) {
  const ownCount = async (round) => {
    const conditions = audienceTree(made.listId, rule(value(round)));
    const { rules } = await warm.post('/segments/preview', { conditions });
    return rules.find(({ path }) => path === 'conditions.rules[3]').count;
  };
  const measured = await interleave(
    {
      reference: {
        run: async (round) => (await sql.query(statement, [clock.now, value(round)])).rows[0].count,
      },
      ours: { run: ownCount },
    },
    { rounds, patience: 12_000, before: () => clock.advance(1) },
  );
  return lineOf({ title: `the same, one rule edited: ${title}`, bar: atMostTimes(2) }, measured);
}
