import { GaveUp } from './app.mjs';
import { audienceTree, rules } from './definitions.mjs';
import { differencesOf } from './measure.mjs';
import { countSql, flatLedger, forms, ledgerSql, snapshotSql } from './reference-sql.mjs';

/** @typedef {import('./prepare.mjs').Bench} Bench */
/** @typedef {Record<string, number>} Ledger */

/**
 * How many the audience has at one instant, asked in every way there is; and its ledger, of those that give one.
 * @param {Bench} bench
 * @returns {Promise<{ counts: Record<string, number>, differences: string[] }>}
 */
export async function agreement(bench) {
  /** @type {Record<string, number>} */
  const counts = {};
  /** @type {Record<string, Ledger>} */
  const ledgers = {};
  for (const [name, ask] of Object.entries(waysToAsk(bench))) {
    const answer = await ask().catch((error) => {
      if (!(error instanceof GaveUp)) throw error;
    });
    if (answer === undefined) continue;
    if (typeof answer === 'object') ledgers[name] = answer;
    counts[name] = typeof answer === 'object' ? answer.final : answer;
  }
  return { counts, differences: [...differencesOf(counts), ...differencesOf(ledgers)] };
}

/** @param {Bench} bench @returns {Record<string, () => Promise<Ledger | number>>} */
const waysToAsk = (bench) => ({ ...byHand(bench), ...byTheApplication(bench) });

/** @param {Bench} bench @returns {Record<string, () => Promise<Ledger | number>>} */
function byHand({ sql, clock, form }) {
  const first = async (/** @type {string} */ text) => (await sql.query(text, [clock.now])).rows[0];
  const counts = forms.map((name) => [
    `SQL by hand, ${name}`,
    async () => (await first(countSql(name))).count,
  ]);
  return {
    ...Object.fromEntries(counts),
    'SQL by hand, the ledger': () => first(ledgerSql),
    'SQL by hand, INSERT': async () => {
      const { rowCount } = await sql.query(snapshotSql(form), [clock.now]);
      await sql.query('TRUNCATE bench.snapshot');
      return rowCount ?? 0;
    },
  };
}

/** @param {Bench} bench @returns {Record<string, () => Promise<Ledger | number>>} */
function byTheApplication({ warm, plain, made }) {
  const { conditions } = audienceTree(made.listId, rules.everyone);
  const previewBy = (/** @type {typeof warm} */ app) => async () =>
    flatLedger((await app.post('/audiences/preview', made.audience)).ledger);
  const treeBy = (/** @type {typeof warm} */ app) => async () =>
    (await app.post('/segments/preview', { conditions })).count;
  let snapshotId = 0;
  return {
    'audience preview': previewBy(warm),
    'audience preview, SQL alone': previewBy(plain),
    'segment preview of the same tree': treeBy(warm),
    'segment preview of the same tree, SQL alone': treeBy(plain),
    'members of the audience': async () =>
      (await warm.get(`/audiences/${made.audienceId}/members?per_page=1`)).total,
    snapshot: async () => {
      const { id, ledger } = await warm.post(`/audiences/${made.audienceId}/snapshots`, {});
      snapshotId = id;
      return flatLedger(ledger);
    },
    'members of the snapshot': async () =>
      (await warm.get(`/snapshots/${snapshotId}/members?per_page=1`)).total,
  };
}
