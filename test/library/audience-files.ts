import type { Host, Id } from '../hosts/host.js';
import { all, idsOf, Shop } from './shop.js';

/** Files that are brought straight into an audience. */
export function audienceFileTests(open: () => Host) {
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

  describe('files for audiences', () => {
    it('become lists, and take part at once', async () => {
      const made = await shop.audience('Event', { include_segments: [good.id] });
      const report = await host.api.upload(
        `audiences/${made.id}/import-csv`,
        'Partner List.csv',
        'email\nc0@example.com\nc1@example.com\nnew@example.com\n',
      );
      expect(report).toMatchObject({ rows: 3, matched: 2, unmatched: 1 });
      const out = await host.api.upload(
        `audiences/${made.id}/import-csv`,
        'Out.csv',
        'E-Mail\nc2@example.com\n',
        { use: 'exclude' },
      );
      expect(await host.api.get(`audiences/${made.id}`)).toMatchObject({
        ...{
          include_lists: [report.list_id],
          exclude_lists: [out.list_id],
          audience_type: 'combined',
          version: 3,
          customer_count: 2,
        },
      });
      expect((await host.api.get(`lists/${report.list_id}`)).name).toBe('Partner List.csv');
      const [late] = await host.addCustomers([{ email: 'NEW@example.com', consent: true }]);
      expect(new Set(await shop.membersOf(`audiences/${made.id}`))).toEqual(
        new Set([people[0], people[1], late]),
      );
      await host.dataSource.query(`DELETE FROM ${host.customers.table} WHERE ${host.customers.key} = $1`, [
        late,
      ]);
    });

    it('that are no use change nothing', async () => {
      const made = await shop.audience('Untouched', { include_customers: [people[0]] });
      const lists = (await host.api.get('lists')).total;
      for (const content of ['', 'email\n', 'name\nJoe\nJane\n', '\u0000\u0001\u0002'])
        await host.api.upload(`audiences/${made.id}/import-csv`, 'x.csv', content, {}, 422);
      await host.api.upload(
        `audiences/${made.id}/import-csv`,
        'x.csv',
        'email\nc1@example.com\n',
        { use: 'ignore' },
        422,
      );
      expect(await host.api.get(`audiences/${made.id}`)).toMatchObject({
        include_lists: [],
        customer_count: 1,
        version: 1,
      });
      expect((await host.api.get('lists')).total).toBe(lists);
    });

    it('that are undone leave an empty list, not everyone', async () => {
      const made = await shop.audience('Only the file');
      const report = await host.api.upload(
        `audiences/${made.id}/import-csv`,
        'x.csv',
        'email\nc1@example.com\n',
      );
      expect((await host.api.get(`audiences/${made.id}`)).customer_count).toBe(1);
      await host.api
        .ask('post', `imports/${report.id}/undo`)
        .expect((response) => expect(response.status).toBeLessThan(300));
      expect(await host.api.get(`audiences/${made.id}`)).toMatchObject({
        customer_count: 0,
        include_lists: [report.list_id],
      });
      expect(idsOf(await host.api.all(`audiences/${made.id}/members`))).toEqual([]);
    });
  });
}
