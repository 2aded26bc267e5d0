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

  describe('files that take the place of others in an audience', () => {
    let audience: number;
    /** @returns the import */
    const keepOut = (content: string, mode = 'replace') =>
      host.api.upload(`audiences/${audience}/import-csv`, 'dnc.csv', content, { use: 'exclude', mode });
    const bring = (...indexes: number[]) =>
      ['email', ...indexes.map((index) => `c${index}@example.com`)].join('\n');
    const undo = (id: number, status = 200) => host.api.post(`imports/${id}/undo`, {}, status);
    const kept = async () => (await host.api.get(`audiences/${audience}`)).exclude_lists as number[];
    const members = async () => new Set(await shop.membersOf(`audiences/${audience}`));
    beforeEach(async () => {
      audience = (await shop.audience('Everybody but', { include_customers: people.slice(0, 3) })).id;
    });

    it('give it back when they are undone', async () => {
      const other = await host.api.post('lists', { name: 'Other' });
      const right = await keepOut(bring(0, 1), 'append');
      await host.api.put(`audiences/${audience}`, { exclude_lists: [right.list_id, other.id] });
      const wrong = await keepOut(bring(2));
      expect(await kept()).toEqual([other.id, wrong.list_id]);
      expect(await members()).toEqual(new Set(people.slice(0, 2)));
      await undo(wrong.id);
      expect(await kept()).toEqual([right.list_id, other.id, wrong.list_id]);
      expect(await members()).toEqual(new Set([people[2]]));
      const {
        data: [last, before],
      } = await host.api.get(`audiences/${audience}/versions`);
      const changes = [expect.stringContaining('dnc.csv')];
      expect(last).toMatchObject({ version: 6, changes });
      expect(before).toMatchObject({ version: 5, changes });
    });

    it('are refused when they name nobody', async () => {
      const right = await keepOut(bring(0), 'append');
      const { errors } = await host.api.upload(
        `audiences/${audience}/import-csv`,
        'dnc.csv',
        'email\nnot-an-address',
        { use: 'exclude', mode: 'replace' },
        422,
      );
      expect(errors).toMatchObject([{ path: 'file', code: 'no_identifiers' }]);
      expect(await kept()).toEqual([right.list_id]);
      expect(await members()).toEqual(new Set(people.slice(1, 3)));
    });

    it('have not taken it when they fail', async () => {
      const right = await keepOut(bring(0, 1), 'append');
      let time = Date.now();
      const clock = jest.spyOn(Date, 'now').mockImplementation(() => (time += 2_000));
      const rows = Array.from({ length: 5_000 }, (_, index) => `user${index}@example.com,x`).join('\n');
      await host.api.upload(
        `audiences/${audience}/import-csv`,
        'dnc.csv',
        `email,note\n${rows}\n"broken`,
        { use: 'exclude', mode: 'replace' },
        422,
      );
      clock.mockRestore();
      const { data } = await host.api.get('imports');
      expect(data[0]).toMatchObject({ status: 'failed' });
      expect(await kept()).toEqual([right.list_id, data[0].list_id]);
      await undo(data[0].id);
      expect(await members()).toEqual(new Set([people[2]]));
    });

    it('leave it out when they were taken out by hand', async () => {
      await keepOut(bring(0), 'append');
      const second = await keepOut(bring(1));
      await host.api.put(`audiences/${audience}`, { exclude_lists: [] });
      await undo(second.id);
      expect(await kept()).toEqual([]);
    });

    it('undone in the middle are as if they had never been', async () => {
      const first = await keepOut(bring(0), 'append');
      const second = await keepOut(bring(1));
      const third = await keepOut(bring(2));
      await undo(second.id);
      expect(await kept()).toEqual([third.list_id]);
      await undo(third.id);
      expect(await kept()).toEqual([first.list_id, second.list_id, third.list_id]);
      expect(await members()).toEqual(new Set(people.slice(1, 3)));
    });

    it('give back one after the other', async () => {
      const first = await keepOut(bring(0), 'append');
      const second = await keepOut(bring(1));
      const third = await keepOut(bring(2));
      await undo(third.id);
      expect(await kept()).toEqual([second.list_id, third.list_id]);
      await undo(second.id);
      expect(await members()).toEqual(new Set(people.slice(1, 3)));
      expect(await kept()).toEqual([first.list_id, second.list_id, third.list_id]);
    });

    it('are not undone when what they replaced cannot come back', async () => {
      const first = await keepOut(bring(0), 'append');
      const second = await keepOut(bring(1));
      await host.api.put(`lists/${first.list_id}`, { status: 'archived' });
      expect((await undo(second.id, 409)).errors).toMatchObject([
        { path: `lists/${first.list_id}`, code: 'archived' },
      ]);
      await host.api.delete(`lists/${first.list_id}`);
      expect((await undo(second.id, 409)).errors).toMatchObject([
        { path: `lists/${first.list_id}`, code: 'missing' },
      ]);
      expect(await members()).toEqual(new Set([people[0], people[2]]));
      await host.api.put(`audiences/${audience}`, { exclude_lists: [] });
      await undo(second.id);
    });
  });
}
