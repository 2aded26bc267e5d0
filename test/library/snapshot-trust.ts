import {
  ExplainService,
  SnapshotDiffService,
  SnapshotsService,
  SnapshotVerificationService,
} from 'nest-targeting';
import type { Host, Id } from '../hosts/host.js';
import { all, Shop } from './shop.js';

/** What is frozen can be trusted: nothing changes it, and it can be verified and compared for as long as it is there. */
export function snapshotTrustTests(open: () => Host) {
  let host: Host;
  let shop: Shop;
  let people: Id[];
  const sql = (statement: string, parameters?: unknown[]) => host.dataSource.query(statement, parameters);
  const take = (audience: number): Promise<any> => host.api.post(`audiences/${audience}/snapshots`);
  const verify = (snapshot: number): Promise<any> => host.api.get(`snapshots/${snapshot}/verify`);
  const diff = (snapshot: number, against?: number | 'now'): Promise<any> =>
    host.api.get(`snapshots/${snapshot}/diff${against === undefined ? '' : `?against=${against}`}`);
  const erase = (id: Id) => sql(`DELETE FROM ${host.customers.table} WHERE ${host.customers.key} = $1`, [id]);
  /** As samples have them: by key. */
  const inOrder = (...rows: { id: Id; name: string | null; email: string | null; reason: unknown }[]) =>
    rows.sort((a, b) => (a.id < b.id ? -1 : 1));

  beforeAll(() => {
    host = open();
  });
  beforeEach(async () => {
    shop = new Shop(host);
    await host.clear();
    people = await shop.people(10, 20, 30, 40, 50, 60);
  });

  const person = (index: number, reason: unknown) => ({
    id: people[index]!,
    name: `Customer ${index}`,
    email: `c${index}@example.com`,
    reason,
  });

  describe('the database itself', () => {
    it('refuses to change what is frozen', async () => {
      const audience = await shop.audience('Frozen', {
        include_customers: people,
        exclude_customers: [people[0]],
      });
      const taken = await take(audience.id);
      for (const [table, change] of [
        ['snapshots', 'count = 1'],
        ['snapshot_members', `sources = '{}'`],
        ['snapshot_excluded', 'reason = 0'],
      ])
        for (const statement of [
          `UPDATE targeting.${table} SET ${change}`,
          `DELETE FROM targeting.${table}`,
          `TRUNCATE targeting.${table}`,
          `TRUNCATE targeting.${table} CASCADE`,
        ])
          await expect(sql(statement)).rejects.toThrow(/never change/);
      expect(await host.api.get(`snapshots/${taken.id}`)).toEqual(taken);
      expect(await host.api.all(`snapshots/${taken.id}/members`)).toHaveLength(5);
    });
  });

  describe('a snapshot is compared', () => {
    it('with now: who came, who went, and why', async () => {
      const segment = await shop.segment('Thirty and more', all(shop.scoreAtLeast(30)));
      const audience = await shop.audience('Moving', { include_segments: [segment.id] });
      const taken = await take(audience.id);
      expect(await diff(taken.id)).toEqual({
        ...{ entered: 0, left: 0, stayed: 4, entered_sample: [], left_sample: [], changes: [] },
      });

      await host.changeCustomer(people[0]!, { score: 30 });
      await host.changeCustomer(people[2]!, { score: 29 });
      await host.changeCustomer(people[3]!, { consent: false });
      await erase(people[4]!);
      expect(await diff(taken.id, 'now')).toEqual({
        ...{ entered: 1, left: 3, stayed: 1, changes: [] },
        entered_sample: [person(0, 'Brought in by the segment “Thirty and more”.')],
        left_sample: inOrder(person(2, 'Nothing brings them in.'), person(3, 'Kept out: unsubscribed.'), {
          id: people[4]!,
          name: null,
          email: null,
          reason: 'The customer is gone.',
        }),
      });
    });

    it('with another one, by what each has frozen', async () => {
      const audience = await shop.audience('Picked', { include_customers: people.slice(0, 3) });
      const first = await take(audience.id);
      const campaign = await host.addCampaign({
        audience: (await shop.audience('One', { include_customers: [people[1]] })).id,
      });
      await host.send(campaign);
      await host.api.put(`audiences/${audience.id}`, {
        include_customers: people.slice(1, 5),
        exclude_contacted_within_days: 7,
      });
      const second = await take(audience.id);
      await host.api.put(`audiences/${audience.id}`, { include_customers: [], exclude_customers: people });
      const moved = await diff(first.id, second.id);
      expect(moved).toEqual({
        ...{ entered: 2, left: 2, stayed: 1 },
        entered_sample: inOrder(
          person(3, 'Brought in by the customers picked by hand.'),
          person(4, 'Brought in by the customers picked by hand.'),
        ),
        left_sample: inOrder(
          person(0, 'Nothing brings them in.'),
          person(1, expect.stringMatching(/^Kept out: was contacted in the last 7 days/)),
        ),
        changes: [
          'Added: keeps out who was contacted in the last 7 days',
          'Removed: includes 1 customer picked by hand',
          'Added: includes 2 customers picked by hand',
        ],
      });
      // Nobody comes in who has left since, whichever of the two is asked of.
      expect(await diff(second.id, first.id)).toEqual(moved);
      expect(await diff(first.id, first.id)).toMatchObject({ entered: 0, left: 0, stayed: 3, changes: [] });
    });

    it('in words, with what has changed of the definition', async () => {
      const inner = await shop.segment('Inner', all(shop.scoreAtLeast(20)));
      const outer = await shop.segment('Outer', all({ segment: inner.id, operator: 'in' }));
      const fixed = await shop.fixed('Fixed', [people[0]!]);
      const list = await shop.list('Guests', [people[0]!]);
      const audience = await shop.audience('Changing', {
        include_segments: [outer.id, fixed.id],
        include_lists: [list.id],
        exclude_contacted_within_days: 7,
      });
      const taken = await take(audience.id);
      await host.api.put(`segments/${inner.id}`, { name: 'Deep', conditions: all(shop.scoreAtLeast(30)) });
      await host.api.put(`segments/${fixed.id}`, { customers: [people[1]] });
      await host.api.put(`audiences/${audience.id}`, {
        ...{ include_logic: 'AND', include_lists: [], exclude_lists: [list.id] },
        ...{ exclude_unsubscribed: false, exclude_contacted_within_days: 1 },
      });
      expect((await diff(taken.id)).changes).toEqual([
        'Removed: includes list “Guests”',
        'Changed: one of the segments is enough → customers must be in all of the segments',
        'Changed: keeps out the unsubscribed → the unsubscribed get it too',
        'Changed: keeps out who was contacted in the last 7 days → keeps out who was contacted in the last day',
        'Added: excludes list “Guests”',
        'In the segment “Deep”: renamed: “Inner” → “Deep”',
        expect.stringMatching(/^In the segment “Deep”: changed: .* is at least 20 → .* is at least 30$/),
        'In the segment “Fixed”: changed: version 1 → version 2',
      ]);
    });

    it('with now, of a campaign that had a segment for its target', async () => {
      const segment = await shop.segment('Thirty and more', all(shop.scoreAtLeast(30)));
      const { snapshot } = await host.send(await host.addCampaign({ segment: segment.id }));
      await host.changeCustomer(people[5]!, { consent: false });
      expect(await diff(snapshot!)).toMatchObject({
        ...{ entered: 0, left: 1, stayed: 3, changes: [] },
        left_sample: [person(5, 'Kept out: unsubscribed.')],
      });
      expect(await verify(snapshot!)).toMatchObject({ hash_matches: true, members_match: false });
      await host.api.delete(`segments/${segment.id}`);
      const problem: any = await host.api.get(`snapshots/${snapshot}/diff`, 409);
      expect(problem.detail).toMatch(/segment of this snapshot is deleted/);
    });

    it('with another one of the same segment, which can be found', async () => {
      const segment = await shop.segment('Thirty and more', all(shop.scoreAtLeast(30)));
      const first = await host.send(await host.addCampaign({ segment: segment.id }));
      await host.changeCustomer(people[0]!, { score: 99 });
      await host.api.put(`segments/${segment.id}`, { conditions: all(shop.scoreAtLeast(40)) });
      const second = await host.send(await host.addCampaign({ segment: segment.id }));
      await take((await shop.audience('Other', { include_customers: people })).id);
      expect(await diff(first.snapshot!, second.snapshot!)).toMatchObject({
        ...{ entered: 1, left: 1, stayed: 3 },
        entered_sample: [person(0, 'Brought in by the segment “Thirty and more”.')],
        left_sample: [person(2, 'Nothing brings them in.')],
        changes: [expect.stringMatching(/^In the segment “Thirty and more”: changed: .* 30 → .* 40$/)],
      });
      await host.api.delete(`segments/${segment.id}`);
      const { data, total } = await host.api.get(`snapshots?segment_id=${segment.id}`);
      expect(total).toBe(2);
      expect((data as { id: number }[]).map(({ id }) => id)).toEqual([second.snapshot, first.snapshot]);
      expect((await host.api.get('snapshots')).total).toBe(3);
    });

    it('with something there is', async () => {
      const audience = await shop.audience('Gone', { include_customers: [people[0]] });
      const taken = await take(audience.id);
      for (const against of ['then', '0', '-1', '1.5'])
        await host.api.get(`snapshots/${taken.id}/diff?against=${against}`, 422);
      await host.api.get(`snapshots/${taken.id}/diff?against=4711`, 404);
      await host.api.get('snapshots/4711/diff', 404);
      await host.api.delete(`audiences/${audience.id}`);
      const problem: any = await host.api.get(`snapshots/${taken.id}/diff`, 409);
      expect(problem.detail).toMatch(/audience of this snapshot is deleted/);
      expect(await diff(taken.id, taken.id)).toMatchObject({ stayed: 1 });
    });
  });

  it('the host itself can ask for the same', async () => {
    const segment = await shop.segment('Thirty and more', all(shop.scoreAtLeast(30)));
    const { id } = await shop.audience('Asked', { include_segments: [segment.id] });
    const service = <T>(type: new (...injected: any[]) => T) => host.app.get(type, { strict: false });
    const taken = await service(SnapshotsService).take(id as number, 'ann');
    expect(taken).toEqual(await host.api.get(`snapshots/${taken.id}`));
    expect(await service(SnapshotVerificationService).verify(taken.id)).toEqual(await verify(taken.id));
    expect(await service(SnapshotDiffService).diff(taken.id, 'now')).toEqual(await diff(taken.id));
    const why = await service(ExplainService).ofAudience(id as number, String(people[3]));
    expect(why).toMatchObject({ member: true, next_change: null });
  });

  it('late contacts are told of', async () => {
    const audience = await shop.audience('Quiet', {
      include_customers: people,
      exclude_contacted_within_days: 7,
      exclude_unsubscribed: false,
    });
    const taken = await take(audience.id);
    const other = await host.addCampaign({
      audience: (await shop.audience('One', { include_customers: [people[1]] })).id,
    });
    await host.send(other);
    expect(await verify(taken.id)).toMatchObject({ members_match: true });
    await sql(`UPDATE targeting.contacts SET contacted_at = $1`, [taken.taken_at]);
    const late = await verify(taken.id);
    expect(late).toMatchObject({ members_match: false });
    expect(late.not_checked).toContain(
      'Contacts: 1 of earlier times were noted after this was taken, and count now.',
    );
  });
}
