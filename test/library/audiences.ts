import type { Host, Id } from '../hosts/host.js';
import { all, Shop } from './shop.js';

/** Audiences: create, read, change, delete; what is refused. */
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
        ...{
          id: expect.any(Number),
          name: 'Everyone',
          description: '',
          audience_type: 'all',
          status: 'active',
          is_active: true,
        },
        ...{ include_segments: [], include_logic: 'OR', include_customers: [], include_lists: [] },
        ...{ exclude_segments: [], exclude_customers: [], exclude_lists: [], exclude_unsubscribed: true },
        ...{ exclude_contacted_within_days: null, exclude_contacted_in_campaigns: [] },
        ...{ campaign_id: null, customer_count: 4, counted_at: expect.any(String), version: 1, problems: [] },
        ...{
          created_by: null,
          updated_by: null,
          created_at: expect.any(String),
          updated_at: expect.any(String),
        },
      });
      expect(await host.api.get(`audiences/${made.id}`)).toEqual({ ...made, counted_at: expect.any(String) });
      expect(await host.api.get('audiences?q=every&status=active')).toMatchObject({
        total: 1,
        data: [{ id: made.id, customer_count: 4 }],
      });
      await host.api.delete(`audiences/${made.id}`);
      for (const path of ['', '/members', '/usage', '/snapshots', `/explain/${people[0]}`])
        await host.api.get(`audiences/${made.id}${path}`, 404);
      await host.api.put(`audiences/${made.id}`, {}, 404);
      await host.api.post(`audiences/${made.id}/snapshots`, {}, 404);
      await host.api.upload(`audiences/${made.id}/import-csv`, 'a.csv', 'email\nc0@example.com\n', {}, 404);
    });

    it('tell their type', async () => {
      const list = await shop.list('A list', [people[0]!]);
      const typeOf = async (body: object) => (await shop.audience('Typed', body)).audience_type as string;
      expect(await typeOf({ include_segments: [good.id] })).toBe('segment');
      expect(await typeOf({ include_lists: [list.id] })).toBe('list');
      expect(await typeOf({ include_customers: [people[0]] })).toBe('manual');
      expect(await typeOf({ include_customers: [people[0]], include_lists: [list.id] })).toBe('combined');
      expect(await typeOf({ exclude_segments: [good.id] })).toBe('all');
    });

    it('merge what is put, and ignore what is read-only', async () => {
      const made = await shop.audience('Merged', {
        include_segments: [good.id],
        exclude_customers: [people[1]],
        exclude_contacted_within_days: 7,
      });
      expect(made.customer_count).toBe(1);
      const echoed = await host.api.put(`audiences/${made.id}`, {
        ...made,
        ...{
          id: 999,
          audience_type: 'all',
          campaign_id: 4,
          customer_count: 99,
          is_active: false,
          problems: ['x'],
        },
      });
      expect(echoed).toMatchObject({
        id: made.id,
        audience_type: 'segment',
        campaign_id: null,
        customer_count: 1,
        version: 1,
      });
      const changed = await host.api.put(`audiences/${made.id}`, { exclude_customers: [] });
      expect(changed).toMatchObject({
        name: 'Merged',
        include_segments: [good.id],
        exclude_contacted_within_days: 7,
        version: 2,
        customer_count: 2,
      });
      expect(await host.api.faults('put', `audiences/${made.id}`, { name: null })).toContain('name required');
      const cleared = await host.api.put(`audiences/${made.id}`, {
        include_segments: null,
        exclude_contacted_within_days: null,
        exclude_unsubscribed: null,
      });
      expect(cleared).toMatchObject({
        audience_type: 'all',
        exclude_contacted_within_days: null,
        exclude_unsubscribed: true,
        customer_count: 4,
      });
      expect((await host.api.put(`audiences/${made.id}`, {})).version).toBe(3);
    });

    it.each<[string, () => object, string[]]>([
      ['no name', () => ({ include_segments: [good.id] }), ['name required']],
      [
        'exclude_segment',
        () => ({ name: 'x', exclude_segment: [good.id] }),
        ['exclude_segment unknown_property'],
      ],
      [
        'excludeSegments',
        () => ({ name: 'x', excludeSegments: [good.id] }),
        ['excludeSegments unknown_property'],
      ],
      [
        'one id in place of a list',
        () => ({ name: 'x', include_segments: good.id }),
        ['include_segments invalid'],
      ],
      [
        'ids as text',
        () => ({ name: 'x', include_segments: [good.id, String(good.id)] }),
        ['include_segments[1] invalid'],
      ],
      [
        'ids beyond all ids',
        () => ({ name: 'x', include_segments: [99_999_999_999] }),
        ['include_segments[0] invalid'],
      ],
      [
        'unknown segments',
        () => ({ name: 'x', include_segments: [good.id, 4711], exclude_segments: [4712] }),
        ['include_segments[1] missing_segment', 'exclude_segments[0] missing_segment'],
      ],
      [
        'unknown lists',
        () => ({ name: 'x', include_lists: [4711], exclude_lists: [4712] }),
        ['include_lists[0] missing_list', 'exclude_lists[0] missing_list'],
      ],
      [
        'unknown customers',
        () => ({
          name: 'x',
          include_customers: [people[0], host.unknownCustomer],
          exclude_customers: [host.unknownCustomer],
        }),
        ['include_customers[1] unknown_customer', 'exclude_customers[0] unknown_customer'],
      ],
      [
        'what is no key',
        () => ({ name: 'x', include_customers: [null, {}, 1.5, 'joe', true, [people[0]]] }),
        [0, 1, 2, 3, 4, 5].map((index) => `include_customers[${index}] invalid`),
      ],
      [
        'unknown campaigns',
        () => ({ name: 'x', exclude_contacted_in_campaigns: [4711, 'none'] }),
        [
          'exclude_contacted_in_campaigns[0] missing_campaign',
          'exclude_contacted_in_campaigns[1] missing_campaign',
        ],
      ],
      [
        'what is no campaign',
        () => ({ name: 'x', exclude_contacted_in_campaigns: [null, {}] }),
        ['exclude_contacted_in_campaigns[0] invalid', 'exclude_contacted_in_campaigns[1] invalid'],
      ],
      [
        'zero days',
        () => ({ name: 'x', exclude_contacted_within_days: 0 }),
        ['exclude_contacted_within_days invalid'],
      ],
      [
        'days and hours',
        () => ({ name: 'x', exclude_contacted_within_days: 1.5 }),
        ['exclude_contacted_within_days invalid'],
      ],
      [
        'consent as text',
        () => ({ name: 'x', exclude_unsubscribed: 'false' }),
        ['exclude_unsubscribed invalid'],
      ],
      ['other logic', () => ({ name: 'x', include_logic: 'and' }), ['include_logic invalid']],
      ['another status', () => ({ name: 'x', status: 'deleted' }), ['status invalid']],
    ])('refuse %s', async (_, body, faults) => {
      expect(await host.api.faults('post', 'audiences', body())).toEqual(expect.arrayContaining(faults));
      const { name: _name, status: _status, ...definition } = body() as Record<string, unknown>;
      if (faults[0]!.match(/^(name|status) /)) return;
      expect(await host.api.faults('post', 'audiences/preview', definition)).toEqual(
        expect.arrayContaining(faults),
      );
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
      for (const junk of [
        { include_customers: [{}] },
        { include_segments: [4711] },
        { exclude_contacted_in_campaigns: [4711] },
      ])
        expect(await host.api.faults('put', `audiences/${draft.id}`, { ...archived, ...junk })).toHaveLength(
          1,
        );
      expect(await host.api.put(`audiences/${draft.id}`, { status: 'active' })).toMatchObject({
        status: 'active',
        customer_count: 2,
      });
    });

    it('go on without a customer who was deleted, and can still be saved', async () => {
      const [gone] = await host.addCustomers([{ email: 'gone@example.com', consent: true }]);
      const made = await shop.audience('With the dead', {
        include_customers: [people[0], gone],
        exclude_customers: [gone],
      });
      await host.dataSource.query(`DELETE FROM ${host.customers.table} WHERE ${host.customers.key} = $1`, [
        gone,
      ]);
      const found = await host.api.get(`audiences/${made.id}`);
      expect(found).toMatchObject({ customer_count: 1, problems: [] });
      expect(await host.api.put(`audiences/${made.id}`, { ...found, name: 'Renamed' })).toMatchObject({
        name: 'Renamed',
      });
      expect(
        await host.api.faults('put', `audiences/${made.id}`, {
          include_customers: [gone, host.unknownCustomer],
        }),
      ).toEqual(['include_customers[1] unknown_customer']);
    });
  });
}
