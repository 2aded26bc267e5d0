import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { type Batch, compare, tally } from './support/compare.js';
import { hostTables } from './support/host.js';
import { loadWorld } from './support/load-world.js';
import { type RulesDatabase, rulesDatabase } from './support/rules-database.js';
import { Trees } from './support/trees.js';
import { anyWorld } from './support/world.js';

const fixedSeed = 20261122;
/** Set to replay a run. */
const freshSeed = process.env.RULES_SEED ? Number(process.env.RULES_SEED) : randomInt(2 ** 31);
const treesPerSeed = 1_200;
const peoplePerWorld = 40;

let database: RulesDatabase;
beforeAll(async () => (database = await rulesDatabase(hostTables)));
afterAll(() => database.close());

/** SQL and memory give every person the same answer, for random trees over random people at odd moments. */
describe.each([
  ['a fixed seed', fixedSeed],
  ['a fresh seed', freshSeed],
])('with %s, %i', (_, seed) => {
  it('SQL and memory agree', async () => {
    Object.assign(tally, { trees: 0, leaves: 0, comparisons: 0 });
    for (let worldSeed = seed; tally.trees < treesPerSeed; worldSeed++) await agreeIn(worldSeed);
    console.info(`seed ${seed}: ${tally.trees} trees of ${tally.leaves} leaves, ${tally.comparisons} comparisons, no difference`);
  }, 120_000);
});

async function agreeIn(seed: number) {
  const world = fc.sample(anyWorld(peoplePerWorld), { seed, numRuns: 1 })[0]!;
  const people = await loadWorld(database.client, world);
  const trees = new Trees(world);
  const batch: fc.Arbitrary<Batch> = fc.record({
    segments: fc.tuple(trees.tree([]), trees.tree([1]), trees.tree([1, 2])),
    trees: fc.array(trees.tree([1, 2, 3]), { minLength: 1, maxLength: 24, size: 'max' }),
  });
  await fc.assert(
    fc.asyncProperty(batch, (some) => compare(database.client, people, world, some)),
    { seed, numRuns: 6, endOnFailure: false },
  );
}
