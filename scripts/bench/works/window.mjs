import { exact } from '../bars.mjs';
import { lineOf } from '../lines.mjs';
import { interleave } from '../measure.mjs';

const HOUR = 3600;

/**
 * An hour passes: purchases come to lie more than 30 days back, and the next preview knows.
 * @type {import('../prepare.mjs').Work}
 */
export async function window({ warm, clock, made, rounds, countAudience }) {
  const measured = await interleave(
    {
      ours: { run: async () => (await warm.post('/audiences/preview', made.audience)).count },
      reference: { run: countAudience },
    },
    { rounds, before: () => clock.advance(HOUR), inThisOrder: true },
  );
  const bar = { ...exact, text: 'right in the next preview' };
  return [lineOf({ title: 'the same, after an hour has passed', bar }, measured)];
}
