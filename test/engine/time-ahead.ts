import { openForeignHost } from '../hosts/foreign-host.js';
import type { Host } from '../hosts/host.js';
import { openReferenceHost } from '../hosts/reference-host.js';
import { last, Shop } from '../library/shop.js';
import { compareRules } from './model/compare.js';
import { newEngine, optionsOf } from './model/process.js';

const minute = 60_000;
const hour = 60 * minute;

/** Who comes in or goes out in the next minutes is looked up ahead; whoever changes meanwhile has to be known as well. */
describe.each([
  ['reference', openReferenceHost],
  ['foreign', openForeignHost],
])('the near future of the %s host', (_, open) => {
  let host: Host;
  beforeAll(async () => (host = await open()));
  afterAll(() => host?.close());

  it('holds those who change after it was looked up', async () => {
    await host.clear();
    const shop = new Shop(host);
    let now = Date.parse('2026-03-31T09:00:00Z');
    optionsOf(host.app).clock = () => new Date(now);
    const engine = newEngine(host.app);
    const [first, second, third] = await shop.people(1, 1, 1);
    const lately = { event: 'purchase', operator: 'did', within: last(1, 'hour') };
    const ever = { event: 'purchase', operator: 'did' };
    const expectMembers = (...counts: number[]) =>
      compareRules(engine, [lately, ever], (_view, { memory }) => {
        expect(memory.map(({ length }) => length)).toEqual(counts);
        return Promise.resolve();
      });
    await expectMembers(0, 0);
    now += 1;
    await expectMembers(0, 0);
    await host.addPurchases([
      { customer: first!, at: new Date(now - hour + minute) },
      { customer: second!, at: new Date(now + 2 * minute) },
    ]);
    await expectMembers(1, 1);
    now += minute;
    await expectMembers(1, 1);
    now += 1;
    await expectMembers(0, 1);
    now += minute - 2;
    await expectMembers(0, 1);
    await host.addPurchases([{ customer: third!, at: new Date(now - hour + 2) }]);
    await expectMembers(1, 2);
    now += 1;
    await expectMembers(2, 3);
    now += 2;
    await expectMembers(1, 3);
    now -= 2 * minute + 2;
    await expectMembers(2, 2);
  });
});
