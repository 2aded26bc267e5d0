import { all, p95Within, timesFaster } from '../bars.mjs';
import { lineOf } from '../lines.mjs';
import { interleave } from '../measure.mjs';

/**
 * What somebody waits for who edits an audience: everything warm, a second after the last preview, right after two writes.
 * @type {import('../prepare.mjs').Work}
 */
export async function preview(bench) {
  const { warm, clock, customers, made, rounds } = bench;
  const writes = new Writes(bench);
  const measured = await interleave(
    {
      ours: { run: async () => (await warm.post('/audiences/preview', made.audience)).count },
      reference: { run: bench.countAudience },
    },
    {
      rounds,
      warmUps: 3,
      inThisOrder: true,
      before: async (round) => {
        await clock.advance(1);
        await writes.commit(round);
      },
    },
  );
  await writes.undo();
  const bar = all(timesFaster(100), p95Within(customers > 1_000_000 ? 30 : 10));
  return [lineOf({ title: 'audience preview, everything warm', bar }, measured)];
}

/** Each round one customer changes and another one buys: a preview that is behind is found out. */
class Writes {
  /** @param {import('../prepare.mjs').Bench} bench */
  constructor({ sql, customers, clock }) {
    this.sql = sql;
    this.customers = customers;
    this.clock = clock;
    /** @type {number[]} */
    this.changed = [];
  }

  /** @param {number} round */
  async commit(round) {
    const id = 1 + (((round + 10) * 7919) % this.customers);
    this.changed.push(id);
    await this.turn(id);
    await this.sql.query(
      `INSERT INTO events (customer_id, type, occurred_at, key) VALUES ($1, 'purchase', $2, 'bench')`,
      [this.customers + 1 - id, this.clock.now],
    );
  }

  async undo() {
    for (const id of this.changed) await this.turn(id);
    await this.sql.query('DELETE FROM events WHERE key IS NOT NULL');
  }

  /** Done twice, nothing has changed. @param {number} id */
  async turn(id) {
    await this.sql.query('UPDATE customers SET score = 100 - score WHERE id = $1', [id]);
  }
}
