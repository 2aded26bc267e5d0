import { TargetingChanges } from 'nest-targeting';
import { openForeignHost } from '../hosts/foreign-host.js';
import type { Host, Id } from '../hosts/host.js';
import { Shop } from '../library/shop.js';
import { compareRules } from './model/compare.js';
import { newEngine, optionsOf } from './model/process.js';

/** How changes come to the log, and what is done where they do not. */
describe('a host that tells of changes itself', () => {
  let host: Host;
  let shop: Shop;
  beforeAll(async () => {
    host = await openForeignHost();
    // Before the application's own engine starts: it must not number anybody by triggers.
    optionsOf(host.app).engine = { capture: 'host' };
    shop = new Shop(host);
  });
  afterAll(() => host?.close());

  it('has its first customers counted, and numbers each once', async () => {
    const changes = host.app.get(TargetingChanges, { strict: false });
    const record = (people: Id[]) =>
      host.dataSource.transaction((manager) => changes.record(people, manager));
    const engine = newEngine(host.app, { capture: 'host' });
    const expectMembers = (members: number) =>
      compareRules(engine, [shop.scoreAtLeast(5)], (_, { memory }) => {
        expect(memory[0]).toHaveLength(members);
        return Promise.resolve();
      });
    await expectMembers(0);
    const first = await shop.people(5, 9);
    await record(first);
    await expectMembers(2);
    for (let times = 0; times < 3; times++) await record(first);
    await record(await shop.people(7));
    await expectMembers(3);
    expect(await host.dataSource.query('SELECT max(ordinal) AS most FROM targeting.ordinals')).toEqual([
      { most: 3 },
    ]);
  });
});
