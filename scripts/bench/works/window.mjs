import { exact } from '../bars.mjs';
import { lineOf } from '../lines.mjs';
import { interleave } from '../measure.mjs';

const HOUR = 3600;

/** An hour passes: purchases turn more than 30 days old, and the next preview knows. */
export async function window(bench) {
  const { warm, clock, made, rounds } = bench;
  const measured = await interleave(
    {
      reference: { run: () => bench.countAudience() },
      ours: { run: async () => (await warm.post('/audiences/preview', made.audience)).count },
    },
    { rounds, before: () => clock.advance(HOUR) },
  );
  const bar = { ...exact, text: 'in the next preview' };
  return [lineOf({ title: 'the same, after an hour has passed', bar }, measured)];
}
