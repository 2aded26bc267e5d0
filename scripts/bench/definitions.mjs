import { turnAllBack } from './turn.mjs';

/** The rules of the audience, and around it. */
export const rules = {
  high: { field: 'score', operator: 'greater_than', value: 80 },
  bought: { event: 'purchase', operator: 'did', within: { last: 30, unit: 'day' } },
  inactive: { field: 'status', operator: 'not_equals', value: 'active' },
  openedLately: { event: 'email_opened', operator: 'did', within: { last: 7, unit: 'day' } },
  openedOften: {
    ...{ event: 'email_opened', operator: 'did', within: { last: 90, unit: 'day' } },
    count: { operator: 'at_least', value: 3 },
  },
  everyone: { field: 'score', operator: 'at_least', value: 0 },
};

/** @typedef {{ audience: object, audienceId: number, everyoneId: number, boughtId: number, listId: number }} Made */

/**
 * (score > 80 OR bought in 30 days OR on the CSV list), without the inactive, those who opened in 7 days, those who opened
 * three times in 90 days, and the unsubscribed: made over the API, as people would.
 * @param {import('pg').Client} sql @param {import('./app.mjs').App} app @returns {Promise<Made>}
 */
export async function makeDefinitions(sql, app) {
  const segment = async (/** @type {keyof typeof rules} */ name) =>
    (await app.post('/segments', { name, conditions: { logic: 'AND', rules: [rules[name]] } })).id;
  const list = await app.post('/lists', { name: 'csv' });
  const { rows } = await sql.query('SELECT email FROM bench.csv');
  await app.importCsv(`/lists/${list.id}/import-csv`, csvOf(rows.map(({ email }) => email)));
  const boughtId = await segment('bought');
  const audience = {
    include_segments: [await segment('high'), boughtId],
    include_lists: [list.id],
    exclude_segments: [
      ...[await segment('inactive'), await segment('openedLately'), await segment('openedOften')],
    ],
  };
  const { id: audienceId } = await app.post('/audiences', { name: 'Bench', ...audience });
  return { audience, audienceId, everyoneId: await segment('everyone'), boughtId, listId: list.id };
}

/** @param {string[]} emails */
export const csvOf = (emails) => new Blob([`email\n${emails.join('\n')}\n`], { type: 'text/csv' });

/** The audience as one rule tree, with one more rule, and the path of that. @param {number} listId @param {object} rule */
export const audienceTree = (listId, rule) => ({
  path: 'conditions.rules[3]',
  conditions: {
    logic: 'AND',
    rules: [
      { logic: 'OR', rules: [rules.high, rules.bought, { list: listId, operator: 'in' }] },
      { field: 'subscribed', operator: 'is_true' },
      { logic: 'OR', not: true, rules: [rules.inactive, rules.openedLately, rules.openedOften] },
      rule,
    ],
  },
});

/**
 * Empties whatever the library has, while it is not running: every run begins alike, whatever tables there will be.
 * @param {import('pg').Client} sql
 */
export async function forgetEarlierRuns(sql) {
  const { rows } = await sql.query(
    `SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') AS tables FROM pg_tables WHERE schemaname = 'targeting'`,
  );
  // Some of them refuse it otherwise.
  await sql.query(`SET session_replication_role = 'replica'`);
  await sql.query(`TRUNCATE ${rows[0].tables}, campaigns`);
  await sql.query('RESET session_replication_role');
  await sql.query('DELETE FROM events WHERE key IS NOT NULL');
  await turnAllBack(sql);
}
