import { all, p95Within, timesFaster } from '../bars.mjs';
import { lineOf } from '../lines.mjs';
import { interleave } from '../measure.mjs';

/** The audience, everything warm, a second after the last time and right after two writes: who opens the builder waits for this. */
export async function preview(bench) {
  const { sql, warm, clock, customers, made } = bench;
  const writes = new Writes(bench);
  const measured = await interleave(
    {
      reference: { run: () => bench.countAudience() },
      ours: { run: async () => (await warm.post('/audiences/preview', made.audience)).count },
    },
    {
      rounds: bench.rounds,
      warmUps: 3,
      before: async (round) => {
        await clock.advance(1);
        await writes.commit(round);
      },
    },
  );
  await writes.undo();
  await sql.query('VACUUM ANALYZE customers');
  const bar = all(timesFaster(100), p95Within(customers > 1_000_000 ? 30 : 10));
  return [lineOf({ title: 'audience preview, everything warm', bar }, measured)];
}

/** A customer changes and another one buys, so that a preview that lags behind is found out. */
class Writes {
  constructor({ sql, customers, clock }) {
    Object.assign(this, { sql, customers, clock, changed: [] });
  }

  async commit(round) {
    const id = 1 + (((((round + 10) * 7919) % this.customers) + this.customers) % this.customers);
    this.changed.push(id);
    await this.sql.query('UPDATE customers SET score = 100 - score WHERE id = $1', [id]);
    await this.sql.query(
      `INSERT INTO events (customer_id, type, occurred_at, key) VALUES ($1, 'purchase', $2, 'bench')`,
      [this.customers + 1 - id, this.clock.now],
    );
  }

  async undo() {
    for (const id of this.changed) {
      await this.sql.query('UPDATE customers SET score = 100 - score WHERE id = $1', [id]);
      await this.sql.query(`DELETE FROM events WHERE customer_id = $1 AND key = 'bench'`, [
        this.customers + 1 - id,
      ]);
    }
  }
}
