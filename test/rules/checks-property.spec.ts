import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { type Catalogue, link, parseRule, type Person, type References } from 'nest-targeting/rules';
import { claimsOf } from '../../libs/targeting/src/rules/checks/claims.js';
import { refutation } from './support/certain.js';
import { hostCatalogue, hostTables } from './support/host.js';
import { loadWorld } from './support/load-world.js';
import { type RulesDatabase, rulesDatabase } from './support/rules-database.js';
import { Trees, type Wire } from './support/trees.js';
import { anyWorld, listIds, type RandomWorld } from './support/world.js';

const fixedSeed = 20261125;
/** Set to replay a run. */
const freshSeed = process.env.RULES_SEED ? Number(process.env.RULES_SEED) : randomInt(2 ** 31);
const worlds = 4;
const hour = 3_600_000;

let database: RulesDatabase;
beforeAll(async () => (database = await rulesDatabase(hostTables)));
afterAll(() => database.close());

describe('what is claimed of random trees', () => {
  it(`is so for everybody, now and later: fixed seed ${fixedSeed}, which meets every kind of claim`, async () => {
    const found = await check(fixedSeed);
    for (const kind of ['never', 'always', 'duplicate', 'redundant'])
      expect([kind, (found.get(kind) ?? 0) >= 3]).toEqual([kind, true]);
  }, 240_000);

  it(`is so with the fresh seed ${freshSeed} (RULES_SEED)`, async () => {
    await check(freshSeed);
  }, 240_000);
});

async function check(seed: number): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (let world = 0; world < worlds; world++) await checkInWorld(Math.floor(seed / 2) + world, found);
  return found;
}

async function checkInWorld(seed: number, found: Map<string, number>) {
  const world = fc.sample(anyWorld(24), { seed, numRuns: 1 })[0]!;
  const people = await loadWorld(database.client, world);
  const trees = new Trees(world, someOf(seed));
  const asked = fc.record({
    segment: trees.tree([]),
    tree: trees.tree([1]),
    later: fc.array(fc.integer({ min: 1, max: 1_000 * 24 }), { minLength: 4, maxLength: 4 }),
  });
  fc.assert(
    fc.property(asked, (sample) => checkTree(sample, people, world, found)),
    { seed, numRuns: 200 },
  );
}

interface Sample {
  readonly segment: Wire;
  readonly tree: Wire;
  /** Hours. */
  readonly later: readonly number[];
}

function checkTree(
  { segment, tree, later }: Sample,
  people: readonly Person[],
  world: RandomWorld,
  found: Map<string, number>,
) {
  const rule = link(parseRule(tree, hostCatalogue), referencesTo(segment));
  if (rule.kind !== 'group') throw new Error('A tree is a group.');
  const { moment, campaignId } = world;
  const moments = [moment, ...later.map((hours) => ({ ...moment, now: moment.now + hours * hour - 1 }))];
  for (const claim of claimsOf(rule, moment)) {
    found.set(claim.kind, (found.get(claim.kind) ?? 0) + 1);
    const wrong = refutation(
      claim,
      people,
      moments.map((each) => ({ moment: each, campaignId })),
    );
    if (wrong) throw new Error(`${wrong}: ${claim.rule.path} of ${JSON.stringify(tree, null, 2)}`);
  }
}

const referencesTo = (segment: Wire): References => ({
  segments: new Map([[1, { id: 1, name: 'one', status: 'active', rule: parseRule(segment, hostCatalogue) }]]),
  lists: new Map(listIds.map((id) => [Number(id), { id: Number(id), name: `list ${id}`, status: 'active' }])),
});

/** Few fields, so that rules speak of the same ones. */
function someOf(seed: number): Catalogue {
  const names = [
    ['c_int', 'c_text'],
    ['attributes.points', 'attributes.joined'],
    ['c_day', 'c_instant'],
    ['attributes.tags', 'c_bool', 'c_float'],
  ][seed % 4]!;
  const event = hostCatalogue.events.get('purchase')!;
  const amount = event.properties.get('amount')!;
  return {
    ...hostCatalogue,
    fields: new Map(names.map((name) => [name, hostCatalogue.fields.get(name)!])),
    events: new Map([['purchase', { ...event, properties: new Map([['amount', amount]]) }]]),
  };
}
