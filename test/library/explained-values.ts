import type { Host, Id } from '../hosts/host.js';
import { all, last, Shop } from './shop.js';

interface Tree {
  text: string;
  actual_text: string | null;
  rules?: Tree[];
}

/** Explanations go down to the value that decides, with how it came about. */
export function explainedValueTests(open: () => Host) {
  let host: Host;
  let shop: Shop;
  let bob: Id;
  beforeAll(async () => {
    host = open();
    shop = new Shop(host);
    await host.clear();
    [bob] = (await host.addCustomers([
      { name: 'Bob', email: 'bob@example.com', score: 50, consent: false },
    ])) as [Id];
  });

  const explained = async (path: string, body: object) => {
    const found = await host.api.post(`${path}/explain`, { ...body, customer_id: bob }, 200);
    const trees = (parts: { tree: Tree }[]) => parts.map(({ tree }) => tree);
    return { sources: trees(found.sources), exclusions: trees(found.exclusions) };
  };

  describe('explained values', () => {
    it('stand behind references to segments', async () => {
      const inner = await shop.segment('Half or more', all(shop.scoreAtLeast(50)));
      const outer = await shop.segment('Outer', all({ segment: inner.id, operator: 'in' }));
      const { sources, exclusions } = await explained('audiences', { include_segments: [outer.id] });
      expect(sources).toMatchObject([
        {
          text: 'is in segment “Outer”',
          rules: [{ text: 'is in segment “Half or more”', rules: [{ actual: 50, matched: true }] }],
        },
      ]);
      expect(exclusions).toMatchObject([{ matched: true, rules: [{ actual: false, matched: false }] }]);
    });

    it('say how somebody came onto a list', async () => {
      const list = await shop.list('By address', [], { emails: ['BOB@example.com'] });
      const picked = await shop.list('By hand', [bob]);
      const filed = await shop.list('By file', []);
      const csv = 'email\nbob@example.com\n';
      await host.api.upload(`lists/${filed.id}/import-csv`, 'guests.csv', csv);
      const lists = [list.id, picked.id, filed.id];
      const { sources } = await explained('audiences', { include_lists: lists });
      expect(sources.map((tree) => tree.actual_text)).toEqual([
        'is on the list by hand, by the e-mail address bob@example.com',
        expect.stringMatching(/^is on the list by hand/),
        'is on the list from the file “guests.csv”, by the e-mail address bob@example.com',
      ]);
      const empty = await shop.list('Empty', []);
      const rule = all({ list: empty.id, operator: 'not_in' });
      expect((await explained('segments', { conditions: rule })).sources[0]!.actual_text).toBe(
        'is not on the list',
      );
    });

    it('are those of SQL for events before and after all time', async () => {
      const rules = [
        ...['did', 'did_not'].map((operator) => ({ event: 'purchase', operator })),
        { event: 'purchase', operator: 'first_time', within: last(30) },
        { event: 'purchase', operator: 'did', within: { to: '2020-01-01' } },
        { event: 'purchase', operator: 'did', count: { operator: 'exactly', value: 1 } },
        {
          event: 'purchase',
          operator: 'did',
          then: { event: 'purchase', operator: 'did_not', within: { amount: 1, unit: 'hour' } },
        },
      ];
      const [events, at] =
        host.customers.table === 'customers' ? ['events', 'occurred_at'] : ['crm.orders', 'placed'];
      for (const instant of ['-infinity', 'infinity']) {
        await host.addPurchases([{ customer: bob, at: new Date('2026-01-01') }]);
        await host.dataSource.query(`UPDATE ${events} SET ${at} = '${instant}' WHERE ${at} = '2026-01-01'`);
        for (const rule of rules) {
          const conditions = all(rule);
          const { count } = await host.api.post('segments/preview', { conditions }, 200);
          const found = await host.api.post('segments/explain', { conditions, customer_id: bob }, 200);
          expect([rule, instant, found.member]).toEqual([rule, instant, count === 1]);
        }
      }
      await host.dataSource.query(`DELETE FROM ${events}`);
    });

    it('say when somebody was contacted last, and by which campaign', async () => {
      const contacted = (more: object = {}) => ({ conditions: all({ contacted: more, operator: 'was' }) });
      expect((await explained('segments', contacted())).sources[0]!.actual_text).toBe('was not contacted');
      const target = { include_customers: [bob], exclude_unsubscribed: false };
      const campaign = await host.addCampaign(
        { audience: (await shop.audience('Reached', target)).id },
        'Spring',
      );
      await host.send(campaign);
      const [recipient] = (await host.recipients(campaign)).data;
      const last = `${recipient!.contacted_at.slice(0, 16).replace('T', ' ')} UTC by campaign “Spring”`;
      const { exclusions } = await explained('audiences', {
        ...target,
        ...{ exclude_contacted_within_days: 7, exclude_contacted_in_campaigns: [campaign] },
      });
      for (const { actual_text } of exclusions) expect(actual_text).toBe(`was contacted once, last ${last}`);
      expect(exclusions).toHaveLength(2);
      const longAgo = contacted({ within: { from: '2020-01-01', to: '2020-02-01' } });
      expect((await explained('segments', longAgo)).sources[0]!.actual_text).toBe(
        `was not contacted like this; last contacted ${last}`,
      );
    });
  });
}
