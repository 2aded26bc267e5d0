import { p95Within, timesFaster } from '../bars.mjs';
import { lineOf } from '../lines.mjs';
import { interleave, warmUp } from '../measure.mjs';
import { turn, turnAllBack } from '../turn.mjs';

/**
 * What somebody waits for who edits an audience: everything warm, a second after the last preview, right after two writes.
 * @type {import('../prepare.mjs').Work}
 */
export async function preview(bench) {
  const { sql, warm, clock, customers, made, rounds } = bench;
  const ours = { run: async () => (await warm.post('/audiences/preview', made.audience)).count };
  const before = async (/** @type {number} */ round) => {
    await clock.advance(1);
    await write(bench, round);
  };
  await warmUp(customers, async (round) => {
    await before(round + 5_000);
    await ours.run();
  });
  const measured = await interleave(
    { ours, reference: { run: bench.countAudience } },
    { rounds, warmUps: 3, inThisOrder: true, before },
  );
  // A statement of a second in between leaves nothing of what a processor remembers; and a p95 needs many.
  const others = (/** @type {number} */ round) => before(round + 1_000);
  const inARow = await interleave({ ours }, { rounds: rounds * 10, before: others, countsCpu: false });
  await turnAllBack(sql);
  await sql.query('DELETE FROM events WHERE key IS NOT NULL');
  const p95 = p95Within(customers > 1_000_000 ? 30 : 10);
  return [
    lineOf({ title: 'audience preview, everything warm', bar: timesFaster(100) }, measured),
    lineOf({ title: 'the same, one after another', bar: p95 }, inARow),
  ];
}

/**
 * One customer changes and another one buys: a preview that is behind is found out.
 * @param {import('../prepare.mjs').Bench} bench @param {number} round
 */
async function write({ sql, clock, customers }, round) {
  const id = 1 + (((round + 10) * 7919) % customers);
  await turn(sql, 'id = $1', [id]);
  await sql.query(
    `INSERT INTO events (customer_id, type, occurred_at, key) VALUES ($1, 'purchase', $2, 'bench')`,
    [customers + 1 - id, clock.now],
  );
}
