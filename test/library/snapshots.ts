import { createHash } from 'node:crypto';
import type { Host, Id } from '../hosts/host.js';
import { all, Shop } from './shop.js';

/** The hash of a snapshot, as anyone can compute it: ids ascending, a line feed between them. */
export const hashOf = (ids: readonly Id[]) => {
  const ascending = [...ids].sort((a, b) => (a < b ? -1 : 1));
  return createHash('sha256').update(ascending.join('\n')).digest('hex');
};

interface Member {
  id: Id;
  customer_id: Id;
  name: string | null;
  email: string | null;
  sources: string[];
}

/** What is frozen stays. */
export function snapshotTests(open: () => Host) {
  let host: Host;
  let shop: Shop;
  let people: Id[];
  beforeAll(async () => {
    host = open();
    shop = new Shop(host);
    await host.clear();
    people = await shop.people(10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120);
    await host.changeCustomer(people[3]!, { consent: null });
  });

  describe('snapshots', () => {
    it('hold members with sources, the excluded with their reason, ledger, hash and definition, and never change', async () => {
      const inner = await shop.segment('Inner', all(shop.scoreAtLeast(20)));
      const outer = await shop.segment('Outer', all({ segment: inner.id, operator: 'in' }));
      await host.api.put(`segments/${inner.id}`, { conditions: all(shop.scoreAtLeast(30)) });
      const list = await shop.list('Guests', [people[0]!, people[2]!]);
      const body = {
        include_segments: [outer.id],
        include_lists: [list.id],
        exclude_customers: [people[4]],
        exclude_segments: [],
      };
      const audience = await shop.audience('Frozen', body);
      const preview = await host.api.post('audiences/preview', body, 200);
      const taken = await host.api.post(`audiences/${audience.id}/snapshots`);
      const memberIds = people.filter((_, index) => ![1, 3, 4].includes(index));
      expect(taken).toEqual({
        ...{
          id: expect.any(Number),
          audience_id: audience.id,
          segment_id: null,
          campaign_id: null,
          created_by: null,
        },
        ...{
          taken_at: expect.stringMatching(/Z$/),
          count: memberIds.length,
          sha256: hashOf(memberIds),
          ledger: preview.ledger,
        },
        definition: {
          ...{
            include_segments: [outer.id],
            include_logic: 'OR',
            include_customers: [],
            include_lists: [list.id],
          },
          ...{
            exclude_segments: [],
            exclude_customers: [people[4]],
            exclude_lists: [],
            exclude_unsubscribed: true,
          },
          ...{ exclude_contacted_within_days: null, exclude_contacted_in_campaigns: [] },
          ...{
            as_of: taken.taken_at,
            time_zone: 'UTC',
            campaign_id: null,
            lists: [{ id: list.id, name: 'Guests' }],
          },
          segments: [
            {
              id: inner.id,
              name: 'Inner',
              version: 2,
              segment_type: 'dynamic',
              conditions: all(shop.scoreAtLeast(30)),
              list_id: null,
            },
            {
              id: outer.id,
              name: 'Outer',
              version: 1,
              segment_type: 'dynamic',
              conditions: all({ segment: inner.id, operator: 'in' }),
              list_id: null,
            },
          ],
        },
      });

      const check = async () => {
        expect(await host.api.get(`snapshots/${taken.id}`)).toEqual(taken);
        const members: Member[] = await host.api.all(`snapshots/${taken.id}/members`, 2);
        expect(hashOf(members.map(({ id }) => id))).toBe(taken.sha256);
        expect(members.map(({ customer_id }) => customer_id)).toEqual(members.map(({ id }) => id));
        const sourcesOf = (id: Id) => members.find((member) => member.id === id)!.sources;
        expect(sourcesOf(people[0]!)).toEqual([`list:${list.id}`]);
        expect(sourcesOf(people[2]!)).toEqual([`segment:${outer.id}`, `list:${list.id}`]);
        expect(sourcesOf(people[5]!)).toEqual([`segment:${outer.id}`]);
        const excluded = await host.api.all(`snapshots/${taken.id}/excluded`, 1);
        expect(excluded).toHaveLength(2);
        expect(excluded).toEqual(
          expect.arrayContaining([
            expect.objectContaining({ id: people[4], customer_id: people[4], reason: { kind: 'customers' } }),
            expect.objectContaining({ id: people[3], reason: { kind: 'unsubscribed' } }),
          ]),
        );
        return members;
      };
      const called = (id: Id | undefined, members: Member[]) => members.find((member) => member.id === id)!;
      expect(called(people[5], await check())).toMatchObject({ email: 'c5@example.com' });
      await host.api.put(`audiences/${audience.id}`, {
        include_segments: [],
        exclude_customers: [people[0]],
      });
      await host.api.put(`segments/${outer.id}`, { name: 'Other', conditions: all(shop.scoreAtLeast(100)) });
      await host.api.put(`lists/${list.id}`, { customers: [] });
      await host.dataSource.query(`DELETE FROM ${host.customers.table} WHERE ${host.customers.key} = $1`, [
        people[5],
      ]);
      const later = await check();
      expect(called(people[5], later)).toMatchObject({ name: null, email: null });
      expect(called(people[0], later)).toMatchObject({ email: 'c0@example.com' });
      const second = await host.api.post(`audiences/${audience.id}/snapshots`);
      expect(await host.api.get(`audiences/${audience.id}/snapshots`)).toMatchObject({
        total: 2,
        data: [{ id: second.id }, { id: taken.id }],
      });
      expect(second.sha256).not.toBe(taken.sha256);
    });

    it('can be of nobody', async () => {
      const audience = await shop.audience('Nobody', { include_customers: [people[3]] });
      const taken = await host.api.post(`audiences/${audience.id}/snapshots`);
      expect(taken).toMatchObject({
        count: 0,
        sha256: hashOf([]),
        ledger: { included: 1, excluded: 1, final: 0 },
      });
      expect(await host.api.get(`snapshots/${taken.id}/members`)).toEqual({ data: [], total: 0, next: null });
      expect((await host.api.get(`snapshots/${taken.id}/excluded`)).data).toMatchObject([
        { id: people[3], email: 'c3@example.com', reason: { kind: 'unsubscribed' } },
      ]);
    });

    it('say who was contacted by what', async () => {
      const campaign = await host.addCampaign({
        audience: (await shop.audience('First', { include_customers: [people[6], people[7]] })).id,
      });
      await host.send(campaign);
      await host.dataSource.query(
        `UPDATE targeting.contacts SET contacted_at = contacted_at - interval '9 days' WHERE customer_id::text = $1`,
        [String(people[7])],
      );
      const audience = await shop.audience('Second', {
        include_customers: [people[6], people[7], people[8]],
        exclude_contacted_within_days: 7,
        exclude_contacted_in_campaigns: [campaign],
      });
      const taken = await host.api.post(`audiences/${audience.id}/snapshots`);
      expect(taken.ledger.exclusions).toEqual([
        { kind: 'unsubscribed', alone: 0, removed: 0 },
        { kind: 'contacted', within_days: 7, alone: 1, removed: 1 },
        { kind: 'contacted', campaigns: [campaign], alone: 2, removed: 1 },
      ]);
      expect(await host.api.all(`snapshots/${taken.id}/excluded`)).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ id: people[6], reason: { kind: 'contacted', within_days: 7 } }),
          expect.objectContaining({ id: people[7], reason: { kind: 'contacted', campaigns: [campaign] } }),
        ]),
      );
    });

    it('that do not exist answer 404, and pages that are none 422', async () => {
      for (const path of [
        'snapshots/4711',
        'snapshots/4711/members',
        'snapshots/4711/excluded',
        'snapshots/x',
      ])
        await host.api.get(path, 404);
      const audience = await shop.audience('Some', { include_customers: [people[0]] });
      const { id } = await host.api.post(`audiences/${audience.id}/snapshots`);
      for (const query of ['after=x', 'per_page=0', 'sort=id'])
        await host.api.get(`snapshots/${id}/members?${query}`, 422);
    });
  });
}
