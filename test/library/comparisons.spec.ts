import fc from 'fast-check';
import { randomInt } from 'node:crypto';
import { openForeignHost } from '../hosts/foreign-host.js';
import type { Host } from '../hosts/host.js';
import { openReferenceHost } from '../hosts/reference-host.js';
import { anEdit, checkImpact, saveUsers, someAudiences } from './ledger/impact.js';
import { checkOverlap, checkSimilar, someSegments } from './ledger/overlap.js';
import { aWorld, buildWorld, type World } from './ledger/world.js';

const fixedSeed = 20_261_125;
/** Set to replay a run. */
const freshSeed = process.env.COMPARISONS_SEED ? Number(process.env.COMPARISONS_SEED) : randomInt(2 ** 31);

/** Whatever the library says of segments beside each other is what plain sets say. */
describe.each([
  ['the reference host', openReferenceHost],
  ['a foreign host', openForeignHost],
])('on %s', (_, open) => {
  let host: Host;
  beforeAll(async () => (host = await open()));
  afterAll(() => host?.close());

  describe.each([
    ['a fixed seed', fixedSeed],
    ['a fresh seed (COMPARISONS_SEED)', freshSeed],
  ])('with %s, %i', (__, seed) => {
    let world: World;
    beforeAll(async () => {
      const [drawn] = fc.sample(aWorld, { seed, numRuns: 1 });
      world = await buildWorld(host, drawn!);
    }, 60_000);
    const holds = <T>(drawn: fc.Arbitrary<T>, check: (drawn: T) => Promise<void>, numRuns: number) =>
      fc.assert(fc.asyncProperty(drawn, check), { seed, numRuns, endOnFailure: true });

    it(
      'overlaps add up',
      () => holds(someSegments, (positions) => checkOverlap(host, world, positions), 15),
      60_000,
    );

    it('similar segments are those with the same people', async () => {
      for (const position of world.segments.keys()) await checkSimilar(host, world, position);
    }, 60_000);

    it('what new rules would change is what they change', async () => {
      const [audiences] = fc.sample(someAudiences, { seed, numRuns: 1 });
      const used = await saveUsers(host, world, audiences!);
      await holds(anEdit, (edit) => checkImpact(host, world, used, edit), 10);
    }, 120_000);
  });
});
