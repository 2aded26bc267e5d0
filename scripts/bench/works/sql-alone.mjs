import { atMostTimes } from '../bars.mjs';
import { lineOf } from '../lines.mjs';
import { interleave } from '../measure.mjs';
import { flatLedger, ledgerSql } from '../reference-sql.mjs';

/**
 * With nothing but SQL: the count, which stands above the members of an audience, and the whole ledger.
 * @type {import('../prepare.mjs').Work}
 */
export async function sqlAlone({ sql, plain, made, clock, rounds, countAudience }) {
  const before = () => clock.advance(1);
  const members = `/audiences/${made.audienceId}/members?per_page=1`;
  const count = await interleave(
    {
      reference: { run: countAudience },
      ours: { run: async () => (await plain.get(members)).total },
    },
    { rounds, before },
  );
  const ledger = await interleave(
    {
      reference: { run: async () => (await sql.query(ledgerSql, [clock.now])).rows[0] },
      ours: { run: async () => flatLedger((await plain.post('/audiences/preview', made.audience)).ledger) },
    },
    { rounds, before },
  );
  return [
    lineOf({ title: 'nothing warm, SQL alone: count', bar: atMostTimes(1.2) }, count),
    lineOf({ title: 'nothing warm, SQL alone: ledger and sample' }, { ...ledger, answer: count.answer }),
  ];
}
