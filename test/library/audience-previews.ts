import type { Host, Id } from '../hosts/host.js';
import { all, any, Shop } from './shop.js';

/** Previews of audiences that need not be saved, and what nothing undoes. */
export function audiencePreviewTests(open: () => Host) {
  let host: Host;
  let shop: Shop;
  let people: Id[];
  let good: { id: number };
  beforeAll(async () => {
    host = open();
    shop = new Shop(host);
    await host.clear();
    people = await shop.people(10, 20, 30, 40, null);
    await host.changeCustomer(people[3]!, { consent: false });
    good = await shop.segment('Good', all(shop.scoreAtLeast(20)));
  });

  describe('previews of audiences', () => {
    it('need nothing saved, and show what makes up the number', async () => {
      const list = await shop.list('Guests', [people[0]!, people[1]!]);
      const body = {
        include_segments: [good.id],
        include_lists: [list.id],
        include_customers: [people[4]],
        exclude_customers: [people[2]],
      };
      expect(await host.api.post('audiences/preview', body, 200)).toEqual({
        count: 3,
        as_of: expect.stringMatching(/^\d{4}-.*Z$/),
        took_ms: expect.any(Number),
        ledger: {
          sources: [
            { kind: 'segment', id: good.id, name: 'Good', count: 3, only_here: 2 },
            { kind: 'list', id: list.id, name: 'Guests', count: 2, only_here: 1 },
            { kind: 'customers', count: 1, only_here: 1 },
          ],
          ...{ overlap: 1, not_in_all: 0, included: 5 },
          exclusions: [
            { kind: 'customers', alone: 1, removed: 1 },
            { kind: 'unsubscribed', alone: 1, removed: 1 },
          ],
          ...{ excluded: 2, final: 3 },
        },
        sample: expect.arrayContaining([
          { id: people[0], name: 'Customer 0', email: 'c0@example.com', sources: [`list:${list.id}`] },
          {
            id: people[1],
            name: 'Customer 1',
            email: 'c1@example.com',
            sources: [`segment:${good.id}`, `list:${list.id}`],
          },
          { id: people[4], name: 'Customer 4', email: 'c4@example.com', sources: ['customers'] },
        ]),
        warnings: [],
      });
    });

    it('mean all active customers when nothing is included, but not when what is included holds nobody', async () => {
      const count = async (body: object) =>
        (await host.api.post('audiences/preview', body, 200)).count as number;
      const empty = await shop.list('Nobody', []);
      const none = await shop.segment('None', all(shop.scoreAtLeast(1_000)));
      const [retired] = await host.addCustomers([
        { email: 'retired@example.com', consent: true, active: false },
      ]);
      const everyone = host.knowsStatus ? 4 : 5;
      expect(await count({})).toBe(everyone);
      expect(await count({ include_segments: [], include_customers: [], include_lists: [] })).toBe(everyone);
      expect(await count({ include_segments: null, include_customers: null, include_lists: null })).toBe(
        everyone,
      );
      expect(await count({ include_lists: [empty.id] })).toBe(0);
      expect(await count({ include_segments: [none.id] })).toBe(0);
      expect(await count({ include_segments: [none.id, good.id], include_logic: 'AND' })).toBe(0);
      expect(await count({ include_customers: [retired] })).toBe(1);
      await host.dataSource.query(`DELETE FROM ${host.customers.table} WHERE ${host.customers.key} = $1`, [
        retired,
      ]);
    });

    it('cannot be undone by a rule: what is excluded stays out', async () => {
      const [, , , unsubscribed] = people;
      const everyone = await shop.segment(
        'Everyone',
        any(shop.scoreAtLeast(0), { ...any(shop.scoreAtLeast(0)), not: true }),
      );
      const list = await shop.list('VIP list', [unsubscribed!]);
      for (const include of [
        { include_segments: [everyone.id] },
        { include_lists: [list.id] },
        { include_customers: [unsubscribed] },
        {},
      ]) {
        const members = async (exclude: object) => {
          const { id } = await shop.audience('x', { ...include, ...exclude });
          return shop.membersOf(`audiences/${id}`);
        };
        expect(await members({})).not.toContain(unsubscribed);
        expect(await members({ exclude_unsubscribed: false })).toContain(unsubscribed);
        expect(
          await members({ exclude_unsubscribed: false, exclude_customers: [unsubscribed] }),
        ).not.toContain(unsubscribed);
        expect(await members({ exclude_unsubscribed: false, exclude_lists: [list.id] })).not.toContain(
          unsubscribed,
        );
        expect(await members({ exclude_unsubscribed: false, exclude_segments: [everyone.id] })).toEqual([]);
      }
    });
  });
}
