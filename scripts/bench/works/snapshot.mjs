import { atMostTimes } from '../bars.mjs';
import { against, lineOf } from '../lines.mjs';
import { interleave } from '../measure.mjs';
import { keptSnapshotSql, keptSnapshotTables, snapshotSql } from '../reference-sql.mjs';

/**
 * The audience frozen: members with their sources, the excluded with their reason, ledger and hash.
 * @type {import('../prepare.mjs').Work}
 */
export async function snapshot({ sql, warm, made, clock, rounds, form }) {
  await sql.query(keptSnapshotTables);
  const measured = await interleave(
    {
      keeping: {
        run: async () => (await sql.query(keptSnapshotSql, [clock.now])).rows[0].final,
        reset: () => sql.query('TRUNCATE bench.kept_members, bench.kept_excluded'),
      },
      reference: {
        run: async () => (await sql.query(snapshotSql(form), [clock.now])).rowCount,
        reset: () => sql.query('TRUNCATE bench.snapshot'),
      },
      ours: {
        run: async () => (await warm.post(`/audiences/${made.audienceId}/snapshots`, {})).count,
        // The tables refuse it otherwise.
        reset: async () => {
          await sql.query(`SET session_replication_role = 'replica'`);
          await sql.query(
            'TRUNCATE targeting.snapshots, targeting.snapshot_members, targeting.snapshot_excluded',
          );
          await sql.query('RESET session_replication_role');
        },
      },
    },
    { rounds: Math.min(rounds, 10), before: () => clock.advance(1) },
  );
  const bar = atMostTimes(1.5);
  return [
    lineOf({ title: 'snapshot with sources and reasons', bar }, measured),
    lineOf({ title: 'snapshot, against SQL that keeps as much', bar }, against('keeping', measured)),
  ];
}
