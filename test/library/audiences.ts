import type { Host, Id } from '../hosts/host.js';
import { all, any, idsOf, Shop } from './shop.js';

/** Audiences: create, read, change, delete; what is refused; previews and files. */
export function audienceTests(open: () => Host) {
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

  describe('audiences', () => {
    it('are created with their defaults, counted, listed, changed and deleted', async () => {
      const made = await shop.audience('Everyone');
      expect(made).toEqual({
        ...{ id: expect.any(Number), name: 'Everyone', description: '', audience_type: 'all', status: 'active', is_active: true },
        ...{ include_segments: [], include_logic: 'OR', include_customers: [], include_lists: [] },
        ...{ exclude_segments: [], exclude_customers: [], exclude_lists: [], exclude_unsubscribed: true },
        ...{ exclude_contacted_within_days: null, exclude_contacted_in_campaigns: [] },
        ...{ campaign_id: null, customer_count: 4, counted_at: expect.any(String), version: 1, problems: [] },
        ...{ created_by: null, updated_by: null, created_at: expect.any(String), updated_at: expect.any(String) },
      });
      expect(await host.api.get(`audiences/${made.id}`)).toEqual({ ...made, counted_at: expect.any(String) });
      expect(await host.api.get('audiences?q=every&status=active')).toMatchObject({ total: 1, data: [{ id: made.id, customer_count: 4 }] });
      await host.api.delete(`audiences/${made.id}`);
      for (const path of ['', '/members', '/usage', '/snapshots', `/explain/${people[0]}`])
        await host.api.get(`audiences/${made.id}${path}`, 404);
      await host.api.put(`audiences/${made.id}`, {}, 404);
      await host.api.post(`audiences/${made.id}/snapshots`, {}, 404);
      await host.api.upload(`audiences/${made.id}/import-csv`, 'a.csv', 'email\nc0@example.com\n', {}, 404);
    });

    it('tell their type', async () => {
      const list = await shop.list('A list', [people[0]!]);
      const typeOf = async (body: object) => (await shop.audience('Typed', body)).audience_type;
      expect(await typeOf({ include_segments: [good.id] })).toBe('segment');
      expect(await typeOf({ include_lists: [list.id] })).toBe('list');
      expect(await typeOf({ include_customers: [people[0]] })).toBe('manual');
      expect(await typeOf({ include_customers: [people[0]], include_lists: [list.id] })).toBe('combined');
      expect(await typeOf({ exclude_segments: [good.id] })).toBe('all');
    });

    it('merge what is put, and ignore what is read-only', async () => {
      const made = await shop.audience('Merged', { include_segments: [good.id], exclude_customers: [people[1]], exclude_contacted_within_days: 7 });
      expect(made.customer_count).toBe(1);
      const echoed = await host.api.put(`audiences/${made.id}`, {
        ...made,
        ...{ id: 999, audience_type: 'all', campaign_id: 4, customer_count: 99, version: 99, is_active: false, problems: ['x'] },
      });
      expect(echoed).toMatchObject({ id: made.id, audience_type: 'segment', campaign_id: null, customer_count: 1, version: 1 });
      const changed = await host.api.put(`audiences/${made.id}`, { exclude_customers: [] });
      expect(changed).toMatchObject({ name: 'Merged', include_segments: [good.id], exclude_contacted_within_days: 7, version: 2, customer_count: 2 });
      const cleared = await host.api.put(`audiences/${made.id}`, { include_segments: null, exclude_contacted_within_days: null, exclude_unsubscribed: null });
      expect(cleared).toMatchObject({ audience_type: 'all', exclude_contacted_within_days: null, exclude_unsubscribed: true, customer_count: 4 });
      expect((await host.api.put(`audiences/${made.id}`, {})).version).toBe(3);
    });

    it.each<[string, () => object, string[]]>([
      ['no name', () => ({ include_segments: [good.id] }), ['name required']],
      ['exclude_segment', () => ({ name: 'x', exclude_segment: [good.id] }), ['exclude_segment unknown_property']],
      ['excludeSegments', () => ({ name: 'x', excludeSegments: [good.id] }), ['excludeSegments unknown_property']],
      ['one id in place of a list', () => ({ name: 'x', include_segments: good.id }), ['include_segments invalid']],
      ['ids as text', () => ({ name: 'x', include_segments: [String(good.id)] }), ['include_segments invalid']],
      ['ids beyond all ids', () => ({ name: 'x', include_segments: [99_999_999_999] }), ['include_segments invalid']],
      ['unknown segments', () => ({ name: 'x', include_segments: [good.id, 4711], exclude_segments: [4712] }), ['include_segments[1] missing_segment', 'exclude_segments[0] missing_segment']],
      ['unknown lists', () => ({ name: 'x', include_lists: [4711], exclude_lists: [4712] }), ['include_lists[0] missing_list', 'exclude_lists[0] missing_list']],
      ['unknown customers', () => ({ name: 'x', include_customers: [people[0], host.unknownCustomer], exclude_customers: [host.unknownCustomer] }), ['include_customers[1] unknown_customer', 'exclude_customers[0] unknown_customer']],
      ['what is no key', () => ({ name: 'x', include_customers: [null, {}, 1.5, 'joe', true, [people[0]]] }), [0, 1, 2, 3, 4, 5].map((index) => `include_customers[${index}] invalid`)],
      ['unknown campaigns', () => ({ name: 'x', exclude_contacted_in_campaigns: [4711, 'none'] }), ['exclude_contacted_in_campaigns[0] missing_campaign', 'exclude_contacted_in_campaigns[1] missing_campaign']],
      ['what is no campaign', () => ({ name: 'x', exclude_contacted_in_campaigns: [null, {}] }), ['exclude_contacted_in_campaigns[0] invalid', 'exclude_contacted_in_campaigns[1] invalid']],
      ['zero days', () => ({ name: 'x', exclude_contacted_within_days: 0 }), ['exclude_contacted_within_days invalid']],
      ['days and hours', () => ({ name: 'x', exclude_contacted_within_days: 1.5 }), ['exclude_contacted_within_days invalid']],
      ['consent as text', () => ({ name: 'x', exclude_unsubscribed: 'false' }), ['exclude_unsubscribed invalid']],
      ['other logic', () => ({ name: 'x', include_logic: 'and' }), ['include_logic invalid']],
      ['another status', () => ({ name: 'x', status: 'deleted' }), ['status invalid']],
    ])('refuse %s', async (_, body, faults) => {
      expect(await host.api.faults('post', 'audiences', body())).toEqual(expect.arrayContaining(faults));
      const { name: _name, status: _status, ...definition } = body() as Record<string, unknown>;
      if (faults[0]!.match(/^(name|status) /)) return;
      expect(await host.api.faults('post', 'audiences/preview', definition)).toEqual(expect.arrayContaining(faults));
    });

    it('refuse lists of requests', async () => {
      for (const body of [[], [{ name: 'x' }], [[]]])
        for (const path of ['audiences', 'audiences/preview']) await host.api.post(path, body, 422);
    });

    it('draft, active, archived: only what is archived may be left invalid', async () => {
      const draft = await shop.audience('A draft', { status: 'draft', include_segments: [good.id] });
      expect(draft).toMatchObject({ status: 'draft', is_active: false, customer_count: 2 });
      const archived = await host.api.put(`audiences/${draft.id}`, { status: 'archived' });
      expect(archived).toMatchObject({ status: 'archived', is_active: false, include_segments: [good.id] });
      for (const junk of [{ include_customers: [{}] }, { include_segments: [4711] }, { exclude_contacted_in_campaigns: [4711] }])
        expect(await host.api.faults('put', `audiences/${draft.id}`, { ...archived, ...junk })).toHaveLength(1);
      expect(await host.api.put(`audiences/${draft.id}`, { status: 'active' })).toMatchObject({ status: 'active', customer_count: 2 });
    });

    it('go on without a customer who was deleted, and can still be saved', async () => {
      const [gone] = await host.addCustomers([{ email: 'gone@example.com', consent: true }]);
      const made = await shop.audience('With the dead', { include_customers: [people[0], gone], exclude_customers: [gone] });
      await host.dataSource.query(`DELETE FROM ${host.customers.table} WHERE ${host.customers.key} = $1`, [gone]);
      const found = await host.api.get(`audiences/${made.id}`);
      expect(found).toMatchObject({ customer_count: 1, problems: [] });
      expect(await host.api.put(`audiences/${made.id}`, { ...found, name: 'Renamed' })).toMatchObject({ name: 'Renamed' });
      expect(await host.api.faults('put', `audiences/${made.id}`, { include_customers: [gone, host.unknownCustomer] })).toEqual(['include_customers[1] unknown_customer']);
    });
  });

  describe('previews of audiences', () => {
    it('need nothing saved, and show what makes up the number', async () => {
      const list = await shop.list('Guests', [people[0]!, people[1]!]);
      const body = { include_segments: [good.id], include_lists: [list.id], include_customers: [people[4]], exclude_customers: [people[2]] };
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
          { id: people[1], name: 'Customer 1', email: 'c1@example.com', sources: [`segment:${good.id}`, `list:${list.id}`] },
          { id: people[4], name: 'Customer 4', email: 'c4@example.com', sources: ['customers'] },
        ]),
      });
    });

    it('mean all active customers when nothing is included, but not when what is included holds nobody', async () => {
      const count = async (body: object) => (await host.api.post('audiences/preview', body, 200)).count;
      const empty = await shop.list('Nobody', []);
      const none = await shop.segment('None', all(shop.scoreAtLeast(1_000)));
      const [retired] = await host.addCustomers([{ email: 'retired@example.com', consent: true, active: false }]);
      const everyone = host.knowsStatus ? 4 : 5;
      expect(await count({})).toBe(everyone);
      expect(await count({ include_segments: [], include_customers: [], include_lists: [] })).toBe(everyone);
      expect(await count({ include_segments: null, include_customers: null, include_lists: null })).toBe(everyone);
      expect(await count({ include_lists: [empty.id] })).toBe(0);
      expect(await count({ include_segments: [none.id] })).toBe(0);
      expect(await count({ include_segments: [none.id, good.id], include_logic: 'AND' })).toBe(0);
      expect(await count({ include_customers: [retired] })).toBe(1);
      await host.dataSource.query(`DELETE FROM ${host.customers.table} WHERE ${host.customers.key} = $1`, [retired]);
    });

    it('cannot be undone by a rule: what is excluded stays out', async () => {
      const [, , , unsubscribed] = people;
      const everyone = await shop.segment('Everyone', any(shop.scoreAtLeast(0), { ...any(shop.scoreAtLeast(0)), not: true }));
      const list = await shop.list('VIP list', [unsubscribed!]);
      for (const include of [{ include_segments: [everyone.id] }, { include_lists: [list.id] }, { include_customers: [unsubscribed] }, {}]) {
        const members = async (exclude: object) => {
          const { id } = await shop.audience('x', { ...include, ...exclude });
          return shop.membersOf(`audiences/${id}`);
        };
        expect(await members({})).not.toContain(unsubscribed);
        expect(await members({ exclude_unsubscribed: false })).toContain(unsubscribed);
        expect(await members({ exclude_unsubscribed: false, exclude_customers: [unsubscribed] })).not.toContain(unsubscribed);
        expect(await members({ exclude_unsubscribed: false, exclude_lists: [list.id] })).not.toContain(unsubscribed);
        expect(await members({ exclude_unsubscribed: false, exclude_segments: [everyone.id] })).toEqual([]);
      }
    });
  });

  describe('files for audiences', () => {
    it('become lists, and take part at once', async () => {
      const made = await shop.audience('Event', { include_segments: [good.id] });
      const report = await host.api.upload(`audiences/${made.id}/import-csv`, 'Partner List.csv', 'email\nc0@example.com\nc1@example.com\nnew@example.com\n');
      expect(report).toMatchObject({ rows: 3, matched: 2, unmatched: 1 });
      const out = await host.api.upload(`audiences/${made.id}/import-csv`, 'Out.csv', 'E-Mail\nc2@example.com\n', { use: 'exclude' });
      expect(await host.api.get(`audiences/${made.id}`)).toMatchObject({
        ...{ include_lists: [report.list_id], exclude_lists: [out.list_id], audience_type: 'combined', version: 3, customer_count: 2 },
      });
      expect((await host.api.get(`lists/${report.list_id}`)).name).toBe('Partner List.csv');
      const [late] = await host.addCustomers([{ email: 'NEW@example.com', consent: true }]);
      expect(new Set(await shop.membersOf(`audiences/${made.id}`))).toEqual(new Set([people[0], people[1], late]));
      await host.dataSource.query(`DELETE FROM ${host.customers.table} WHERE ${host.customers.key} = $1`, [late]);
    });

    it('that are no use change nothing', async () => {
      const made = await shop.audience('Untouched', { include_customers: [people[0]] });
      const lists = (await host.api.get('lists')).total;
      for (const content of ['', 'email\n', 'name\nJoe\nJane\n', '\u0000\u0001\u0002'])
        await host.api.upload(`audiences/${made.id}/import-csv`, 'x.csv', content, {}, 422);
      await host.api.upload(`audiences/${made.id}/import-csv`, 'x.csv', 'email\nc1@example.com\n', { use: 'ignore' }, 422);
      expect(await host.api.get(`audiences/${made.id}`)).toMatchObject({ include_lists: [], customer_count: 1, version: 1 });
      expect((await host.api.get('lists')).total).toBe(lists);
    });

    it('that are undone leave an empty list, not everyone', async () => {
      const made = await shop.audience('Only the file');
      const report = await host.api.upload(`audiences/${made.id}/import-csv`, 'x.csv', 'email\nc1@example.com\n');
      expect((await host.api.get(`audiences/${made.id}`)).customer_count).toBe(1);
      await host.api.ask('post', `imports/${report.id}/undo`).expect((response) => expect(response.status).toBeLessThan(300));
      expect(await host.api.get(`audiences/${made.id}`)).toMatchObject({ customer_count: 0, include_lists: [report.list_id] });
      expect(idsOf(await host.api.all(`audiences/${made.id}/members`))).toEqual([]);
    });
  });
}
