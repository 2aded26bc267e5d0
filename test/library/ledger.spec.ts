import fc from 'fast-check';
import { randomInt } from 'node:crypto';
import { openForeignHost } from '../hosts/foreign-host.js';
import type { Host } from '../hosts/host.js';
import { openReferenceHost } from '../hosts/reference-host.js';
import { anAudience, checkAudience, inWorld } from './ledger/check.js';
import { aTree, checkFunnel } from './ledger/funnel.js';
import { aWorld, buildWorld } from './ledger/world.js';
import { Shop } from './shop.js';

const fixedSeed = 20_261_122;
/** Set to replay a run. */
const freshSeed = process.env.LEDGER_SEED ? Number(process.env.LEDGER_SEED) : randomInt(2 ** 31);
/** For each seed on each host; a long run has more. */
const worlds = Number(process.env.LEDGER_WORLDS ?? 1);
const audiencesPerWorld = 12;
const treesPerWorld = 10;

/** Whatever the library says about random audiences and rules is what plain sets say. */
describe.each([
  ['the reference host', openReferenceHost],
  ['a foreign host', openForeignHost],
])('on %s', (_, open) => {
  let host: Host;
  beforeAll(async () => (host = await open()));
  afterAll(() => host?.close());

  it.each([
    ['a fixed seed', fixedSeed],
    ['a fresh seed', freshSeed],
  ])(
    'with %s, %i',
    async (__, seed) => {
      for (let number = 0; number < worlds; number++) {
        const [drawn] = fc.sample(aWorld, { seed: seed + number, numRuns: 1 });
        const world = await buildWorld(host, drawn!);
        await fc.assert(
          fc.asyncProperty(aTree, (tree) => checkFunnel(host, new Shop(host), world, tree)),
          { seed: seed + number, numRuns: treesPerWorld, endOnFailure: true },
        );
        await fc.assert(
          fc.asyncProperty(anAudience, (audience) => checkAudience(host, world, inWorld(audience, world))),
          { seed: seed + number, numRuns: audiencesPerWorld, endOnFailure: true },
        );
      }
      console.info(
        `seed ${seed}: ${worlds * audiencesPerWorld} audiences, no difference (LEDGER_SEED=${seed} repeats it)`,
      );
    },
    240_000,
  );
});
