import { faultsOf, type Problem } from '../hosts/api.js';
import { type Host, type Id, truncate } from '../hosts/host.js';
import { all, any, Shop } from './shop.js';

/** What refers to something: it is named before that is deleted, and fails closed when it is gone all the same. */
export function referenceTests(open: () => Host) {
  let host: Host;
  let shop: Shop;
  let people: Id[];
  beforeAll(async () => {
    host = open();
    shop = new Shop(host);
    await host.clear();
    people = await shop.people(10, 20, 30, 40);
  });

  const inUse = async (path: string) => {
    const refused = await host.api.delete(path, 409);
    expect((await host.api.put(path, { status: 'archived' }, 409)).errors).toEqual(refused.errors);
    return faultsOf(refused as Problem);
  };

  describe('what is in use', () => {
    it('a segment: by segments at any depth, audiences both ways, drafts, and unsent campaigns', async () => {
      const used = await shop.segment('Used', all(shop.scoreAtLeast(20)));
      const nested = await shop.segment(
        'Nested',
        all(any(shop.scoreAtLeast(1), { segment: used.id, operator: 'not_in' })),
        { status: 'draft' },
      );
      const included = await shop.audience('Includes', { include_segments: [used.id] });
      const excluded = await shop.audience('Excludes', { exclude_segments: [used.id], status: 'draft' });
      const campaign = await host.addCampaign({ segment: used.id }, 'Spring');
      const users = [
        `segments/${nested.id} in_use`,
        `audiences/${included.id} in_use`,
        `audiences/${excluded.id} in_use`,
        `campaigns/${campaign} in_use`,
      ];
      expect(await inUse(`segments/${used.id}`)).toEqual(users);
      expect(await host.api.get(`segments/${used.id}/usage`)).toEqual({
        segments: [{ id: nested.id, name: 'Nested' }],
        audiences: [
          { id: included.id, name: 'Includes' },
          { id: excluded.id, name: 'Excludes' },
        ],
        campaigns: [{ id: campaign, name: 'Spring' }],
      });
      const { detail } = await host.api.delete(`segments/${used.id}`, 409);
      for (const name of ['Nested', 'Includes', 'Excludes', 'Spring']) expect(detail).toContain(name);

      await host.api.delete(`segments/${nested.id}`);
      await host.api.put(`audiences/${included.id}`, { status: 'archived' });
      await host.api.put(`audiences/${excluded.id}`, { exclude_segments: [] });
      expect(await host.send(campaign)).toMatchObject({ status: 200, recipients: 3 });
      await host.api.delete(`segments/${used.id}`);
      expect(await host.api.faults('put', `audiences/${included.id}`, { status: 'active' })).toEqual([
        'include_segments[0] missing_segment',
      ]);
    });

    it('a list and an audience', async () => {
      const list = await shop.list('List', [people[0]!]);
      const segment = await shop.segment('Of the list', all({ list: list.id, operator: 'in' }));
      const audience = await shop.audience('Without the list', { exclude_lists: [list.id] });
      expect(await inUse(`lists/${list.id}`)).toEqual([
        `segments/${segment.id} in_use`,
        `audiences/${audience.id} in_use`,
      ]);
      const campaign = await host.addCampaign({ audience: audience.id });
      expect(await inUse(`audiences/${audience.id}`)).toEqual([`campaigns/${campaign} in_use`]);
      expect((await host.api.get(`audiences/${audience.id}/usage`)).campaigns).toHaveLength(1);
      expect((await host.send(campaign, { confirmEveryone: true })).status).toBe(200);
      await host.api.delete(`audiences/${audience.id}`);
      await host.api.delete(`segments/${segment.id}`);
      await host.api.delete(`lists/${list.id}`);
    });

    it('is not deleted in the moment in which it comes into use', async () => {
      for (let round = 0; round < 8; round++) {
        const segment = await shop.segment('Raced for', all(shop.scoreAtLeast(1)));
        const add = () =>
          host.api.ask('post', 'audiences').send({ name: 'Quick', include_segments: [segment.id] });
        const remove = () => host.api.ask('delete', `segments/${segment.id}`);
        const asked = round % 2 ? [add(), remove()] : [remove(), add()].reverse();
        const [added, removed] = await Promise.all(asked);
        expect([
          [201, 409],
          [422, 204],
        ]).toContainEqual([added!.status, removed!.status]);
      }
    });

    it('is not mistaken: ids of one kind do not stand for another, nor 1 for 11', async () => {
      await truncate(
        host.dataSource,
        'targeting.segments, targeting.lists, targeting.audiences, targeting.definition_versions',
      );
      const first = await shop.segment('1', all(shop.scoreAtLeast(1)));
      const list = await shop.list('1', []);
      expect([first.id, list.id]).toEqual([1, 1]);
      for (let id = 2; id <= 11; id++) await shop.segment(String(id), all(shop.scoreAtLeast(id)));
      await shop.segment('Of the list', all({ list: 1, operator: 'in' }));
      await shop.audience('Of 11', { include_segments: [11], include_lists: [1] });
      expect((await host.api.get('segments/1/usage')).audiences).toEqual([]);
      await host.api.delete('segments/1');
    });
  });

  describe('what is gone behind the library’s back', () => {
    const behindTheBack = (sql: string, id: number) => host.dataSource.query(sql, [id]);
    const deleteSegment = 'DELETE FROM targeting.segments WHERE id = $1';
    const archiveSegment = `UPDATE targeting.segments SET status = 'archived' WHERE id = $1`;
    const spoilSegment = `UPDATE targeting.segments SET conditions = '{"logic": "AND", "rules": [{"field": "gone", "operator": "is_set"}]}' WHERE id = $1`;
    const emptySegment = `UPDATE targeting.segments SET conditions = '{"logic": "AND", "rules": []}' WHERE id = $1`;

    it.each([
      ['a segment that is deleted', deleteSegment, 'missing_segment'],
      ['a segment that is archived', archiveSegment, 'archived_segment'],
      ['a segment that asks for a field that is gone', spoilSegment, 'unknown_field'],
      ['a segment that has become empty', emptySegment, 'empty'],
    ])('%s: no count, no members, no snapshot, nothing sent', async (_, sql, code) => {
      const gone = await shop.segment('Gone', all(shop.scoreAtLeast(20)));
      const between = await shop.segment(
        'Between',
        any(shop.scoreAtLeast(40), { segment: gone.id, operator: 'not_in' }),
      );
      const bodies = [
        { include_segments: [gone.id] },
        { exclude_segments: [gone.id] },
        { include_segments: [between.id] },
        { include_customers: [people[0]], exclude_segments: [between.id] },
      ];
      const audiences = [];
      for (const body of bodies) audiences.push({ ...(await shop.audience('Left', body)), body });
      const campaigns = [];
      for (const { id } of audiences) campaigns.push(await host.addCampaign({ audience: id }));
      campaigns.push(await host.addCampaign({ segment: between.id }));
      await behindTheBack(sql, gone.id);

      for (const { id, body } of audiences) {
        const path = body.include_segments ? 'include_segments[0]' : 'exclude_segments[0]';
        const found = await host.api.get(`audiences/${id}`);
        expect(found).toMatchObject({ customer_count: null, problems: [{ path, code }] });
        expect((await host.api.get(`audiences?q=Left`)).data).toContainEqual(
          expect.objectContaining({ id, customer_count: null }),
        );
        expect(await host.api.faults('post', 'audiences/preview', body)).toEqual([`${path} ${code}`]);
        expect(await host.api.faults('post', `audiences/${id}/snapshots`, {})).toEqual([`${path} ${code}`]);
        expect(await host.api.faults('put', `audiences/${id}`, { name: 'Renamed' })).toEqual([
          `${path} ${code}`,
        ]);
        for (const asked of ['members', `explain/${people[0]}`])
          await host.api.get(`audiences/${id}/${asked}`, 422);
      }
      expect(await host.api.get(`segments/${between.id}`)).toMatchObject({
        customer_count: null,
        problems: [{ path: 'conditions.rules[1].segment', code }],
      });
      await host.api.get(`segments/${between.id}/members`, 422);
      expect((await host.api.get('segments?q=Between')).data[0].summary).toContain('not valid');
      for (const campaign of campaigns) {
        await expect(host.preview(campaign)).rejects.toThrow('422');
        expect(await host.send(campaign)).toMatchObject({ status: 422, recipients: null });
      }
      const [{ snapshots, contacts }] = await host.dataSource.query<[Record<string, number>]>(
        `SELECT (SELECT count(*)::int FROM targeting.snapshots WHERE campaign_id = ANY($1)) AS snapshots,
           (SELECT count(*)::int FROM targeting.contacts WHERE campaign_id = ANY($1)) AS contacts`,
        [campaigns.map(String)],
      );
      expect({ snapshots, contacts }).toEqual({ snapshots: 0, contacts: 0 });
      expect((await host.api.get(`customers/${people[3]}/memberships`)).audiences).not.toContainEqual(
        expect.objectContaining({ name: 'Left' }),
      );
    });

    it('a list: the same', async () => {
      const list = await shop.list('Gone list', [people[0]!]);
      const audience = await shop.audience('Left', {
        include_segments: [],
        include_lists: [list.id],
        exclude_lists: [list.id],
      });
      await behindTheBack('DELETE FROM targeting.lists WHERE id = $1', list.id);
      expect((await host.api.get(`audiences/${audience.id}`)).problems).toMatchObject([
        { path: 'include_lists[0]', code: 'missing_list' },
        { path: 'exclude_lists[0]', code: 'missing_list' },
      ]);
      await host.api.get(`audiences/${audience.id}/members`, 422);
    });

    it('a broken segment can be archived as it is, and deleted', async () => {
      const gone = await shop.segment('Gone', all(shop.scoreAtLeast(20)));
      const broken = await shop.segment('Broken', all({ segment: gone.id, operator: 'in' }));
      await behindTheBack(deleteSegment, gone.id);
      const found = await host.api.get(`segments/${broken.id}`);
      expect(await host.api.faults('put', `segments/${broken.id}`, { ...found, name: 'Renamed' })).toEqual([
        'conditions.rules[0].segment missing_segment',
      ]);
      expect(await host.api.put(`segments/${broken.id}`, { ...found, status: 'archived' })).toMatchObject({
        status: 'archived',
        customer_count: null,
      });
      await host.api.delete(`segments/${broken.id}`);
    });

    it('a cycle made by hand ends', async () => {
      const first = await shop.segment('First', all(shop.scoreAtLeast(20)));
      const second = await shop.segment('Second', all({ segment: first.id, operator: 'in' }));
      await host.dataSource.query('UPDATE targeting.segments SET conditions = $2 WHERE id = $1', [
        first.id,
        all({ segment: second.id, operator: 'in' }),
      ]);
      for (const { id } of [first, second])
        expect((await host.api.get(`segments/${id}`)).problems).toMatchObject([{ code: 'cycle' }]);
    });
  });
}
