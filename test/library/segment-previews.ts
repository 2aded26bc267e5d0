import type { Host, Id } from '../hosts/host.js';
import { all, any, idsOf, last, Shop } from './shop.js';

/** Previews of rules that need not be saved. */
export function segmentPreviewTests(open: () => Host) {
  let host: Host;
  let shop: Shop;
  let people: Id[];
  beforeAll(async () => {
    host = open();
    shop = new Shop(host);
    await host.clear();
    people = await shop.people(10, 20, 30, 40, null);
  });

  describe('previews of segments', () => {
    it('count the whole, every rule by itself, and the running total of each group', async () => {
      const conditions = all(shop.scoreAtLeast(20), {
        ...any(shop.scoreAtLeast(40), { ...shop.scoreAtLeast(0), operator: 'is_not_set', value: undefined }),
        not: true,
      });
      const preview = await host.api.post('segments/preview', { conditions }, 200);
      const total = preview.total as number;
      const missing = total - 4;
      expect(preview).toEqual({
        count: 2,
        total,
        as_of: expect.stringMatching(/Z$/),
        took_ms: expect.any(Number),
        rules: [
          { path: 'conditions.rules[0]', count: 3, running: 3 },
          { path: 'conditions.rules[1]', count: total - 1 - missing, running: 2 },
          { path: 'conditions.rules[1].rules[0]', count: 1, running: 1 },
          { path: 'conditions.rules[1].rules[1]', count: missing, running: 1 + missing },
        ],
        sample: expect.any(Array),
        warnings: [],
      });
      expect(new Set(idsOf(preview.sample))).toEqual(new Set([people[1], people[2]]));
      expect(Object.keys(preview.sample[0]).sort()).toEqual(['email', 'id', 'name']);
    });

    it('show the first ten, and hold for the instant asked for', async () => {
      const at = new Date('2026-03-31T12:00:00.000Z');
      await host.addPurchases(
        people.map((customer, index) => ({
          customer,
          at: new Date(at.getTime() - index * 86_400_000),
          amount: 10 * index,
        })),
      );
      const within = async (days: number, as_of: string) =>
        (
          await host.api.post(
            'segments/preview',
            { conditions: all({ event: 'purchase', operator: 'did', within: last(days) }), as_of },
            200,
          )
        ).count as number;
      expect(await within(4, at.toISOString())).toBe(5);
      expect(await within(4, '2026-03-31T12:00:00.001Z')).toBe(4);
      expect(await within(1, '2026-03-31T11:59:59.999Z')).toBe(1);
      expect(await within(1, '2026-03-01')).toBe(0);
      const everyone = await host.api.post(
        'segments/preview',
        { conditions: any(shop.scoreAtLeast(0), { ...shop.scoreAtLeast(0), not: true }) },
        422,
      );
      expect(everyone.errors[0]).toMatchObject({ path: 'conditions.rules[1].not', code: 'unknown_property' });
    });

    it.each(['2026-02-30', 'yesterday', '2026-01-01T00:00:00', '1066-10-14', ''])(
      'refuse the instant %j',
      async (as_of) => {
        expect(
          await host.api.faults('post', 'segments/preview', { conditions: all(shop.scoreAtLeast(0)), as_of }),
        ).toContain('as_of invalid');
        expect(await host.api.faults('post', 'audiences/preview', { as_of })).toContain('as_of invalid');
      },
    );
  });
}
