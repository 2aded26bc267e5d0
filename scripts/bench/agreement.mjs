import { audienceTree, rules } from './definitions.mjs';
import { differencesOf } from './measure.mjs';
import { countSql, flatLedger, forms, ledgerSql, snapshotSql } from './reference-sql.mjs';

/**
 * How many the audience has at one instant, asked in every way there is, and its ledger.
 * @returns {Promise<{ counts: Record<string, number>, differences: string[] }>}
 */
export async function agreement({ sql, warm, plain, made, clock, form }) {
  const now = [clock.now];
  const byHand = (await sql.query(ledgerSql, now)).rows[0];
  const [previewed, previewedBySql] = [
    await warm.post('/audiences/preview', made.audience),
    await plain.post('/audiences/preview', made.audience),
  ];
  const tree = { conditions: audienceTree(made.listId, rules.everyone) };
  const taken = await warm.post(`/audiences/${made.audienceId}/snapshots`, {});
  const inserted = await sql.query(snapshotSql(form), now);
  await sql.query('TRUNCATE bench.snapshot');

  /** @type {Record<string, number>} */
  const counts = {};
  for (const name of forms)
    counts[`SQL by hand, ${name}`] = (await sql.query(countSql(name), now)).rows[0].count;
  counts['SQL by hand, ledger'] = byHand.final;
  counts['SQL by hand, INSERT'] = inserted.rowCount ?? 0;
  counts['audience preview'] = previewed.count;
  counts['audience preview, SQL alone'] = previewedBySql.count;
  counts['the audience as one tree'] = (await warm.post('/segments/preview', tree)).count;
  counts['the audience as one tree, SQL alone'] = (await plain.post('/segments/preview', tree)).count;
  counts.members = (await warm.get(`/audiences/${made.audienceId}/members?per_page=1`)).total;
  counts.snapshot = taken.count;
  counts['members of the snapshot'] = (await warm.get(`/snapshots/${taken.id}/members?per_page=1`)).total;

  const ledgers = {
    byHand,
    preview: flatLedger(previewed.ledger),
    sqlAlone: flatLedger(previewedBySql.ledger),
    snapshot: flatLedger(taken.ledger),
  };
  return { counts, differences: [...differencesOf(counts), ...differencesOf(ledgers)] };
}
