import {
  ExplainService,
  SnapshotDiffService,
  SnapshotsService,
  SnapshotVerificationService,
} from 'nest-targeting';
import type { Host, Id } from '../hosts/host.js';
import { hashOf } from './snapshots.js';
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
      expect(await diff(first.id, second.id)).toEqual({
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
      expect(await diff(second.id, first.id)).toMatchObject({ entered: 2, left: 2, stayed: 1 });
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

  describe('a snapshot is verified', () => {
    it('by its hash and by its definition as of its instant, and survives what it was made of', async () => {
      const buyers = await shop.segment('Buyers', all({ event: 'purchase', operator: 'did' }));
      await host.addPurchases([0, 1, 2].map((index) => ({ customer: people[index]!, at: new Date() })));
      const audience = await shop.audience('Buyers not yet contacted', {
        include_segments: [buyers.id],
        exclude_contacted_within_days: 7,
      });
      const campaign = await host.addCampaign({ audience: audience.id });
      const { snapshot } = await host.send(campaign);
      const confirmed = { hash_matches: true, members_match: true };
      const before = await verify(snapshot!);
      expect(before).toMatchObject(confirmed);
      expect(before.checked).toEqual([
        'SHA-256 of the 3 members: matches.',
        'The segments as they were: “Buyers” in version 1.',
        expect.stringMatching(/^purchase: events up to .*Z\.$/),
        expect.stringMatching(
          new RegExp(`^Contacts up to .*Z, without those of campaign ${campaign} itself\\.$`),
        ),
        'Members: by the data as they are now, the same.',
      ]);

      await host.addPurchases([{ customer: people[5]!, at: new Date(Date.now() + 1) }]);
      await host.api.put(`segments/${buyers.id}`, { conditions: all(shop.scoreAtLeast(60)) });
      expect(await verify(snapshot!)).toEqual(before);

      // The reference host knows which campaigns there are, and a sent one holds nothing.
      await host.api.delete(`audiences/${audience.id}`);
      await host.api.delete(`segments/${buyers.id}`);
      expect(await verify(snapshot!)).toEqual(before);
      expect(await host.api.get(`snapshots/${snapshot}`)).toMatchObject({ audience_id: audience.id });

      await host.addPurchases([{ customer: people[4]!, at: new Date(Date.now() - 60_000) }]);
      const late = await verify(snapshot!);
      expect(late).toMatchObject({ hash_matches: true, members_match: false });
      expect(late.checked).toContain('Members: by the data as they are now, 1 member more and 0 fewer.');
      expect(late.not_checked).toContain(
        'purchase: events that came in later with an earlier time count, those deleted since do not.',
      );
    });

    it('taken for an audience without the contacts of its own campaign', async () => {
      const audience = await shop.audience('Again', {
        include_customers: people,
        exclude_contacted_within_days: 7,
      });
      const campaign = await host.addCampaign({ audience: audience.id });
      await host.send(campaign);
      const taken = await take(audience.id);
      expect(taken).toMatchObject({ count: 6, definition: { campaign_id: String(campaign) } });
      expect(await verify(taken.id)).toMatchObject({ members_match: true });
      // Another campaign, which is the newest now, does not make it another question.
      const next = await host.addCampaign({ audience: audience.id });
      expect(await verify(taken.id)).toMatchObject({ members_match: true });
      await host.send(next, {});
      expect(await verify(taken.id)).toMatchObject({ members_match: true });
    });

    it('as far as one can that was taken before its campaign was noted', async () => {
      const audience = await shop.audience('Old', {
        include_customers: people,
        exclude_contacted_within_days: 7,
      });
      const taken = await take(audience.id);
      await host.dataSource.transaction(async (manager) => {
        await manager.query(`SET LOCAL session_replication_role = 'replica'`);
        await manager.query(`UPDATE targeting.snapshots SET definition = definition - 'campaign_id'`);
      });
      const old = await verify(taken.id);
      expect(old).toMatchObject({ hash_matches: true, members_match: true });
      expect(old.not_checked).toContain(
        'Contacts: this snapshot does not say which campaign’s own contacts did not count.',
      );
    });

    it('by the data as they are now, and says what those are', async () => {
      const segment = await shop.segment('Thirty', all(shop.scoreAtLeast(30), shop.livesIn('Rome')));
      const list = await shop.list('Guests', [people[0]!, people[1]!]);
      const audience = await shop.audience('Fields', {
        include_segments: [segment.id],
        include_lists: [list.id],
      });
      const taken = await take(audience.id);
      const { score, city } = host.fields;
      const before = await verify(taken.id);
      expect(before).toMatchObject({ hash_matches: true, members_match: true });
      expect(before.not_checked).toEqual([
        'Customers: as they are now, with those who were added since.',
        `${score}, ${city}: fields as they are now.`,
        expect.stringMatching(/: consent as it is now\.$/),
        '“Guests”: lists as they are now.',
      ]);
      await host.changeCustomer(people[1]!, { consent: false });
      expect(await verify(taken.id)).toMatchObject({ hash_matches: true, members_match: false });
      await host.changeCustomer(people[1]!, { consent: true });
      expect(await verify(taken.id)).toEqual(before);
    });

    it('for as long as nobody of it is gone; what is left of who was erased is a key', async () => {
      const audience = await shop.audience('Erased', {
        include_customers: people,
        exclude_customers: [people[5]],
      });
      const taken = await take(audience.id);
      await erase(people[1]!);
      await erase(people[5]!);
      const after = await verify(taken.id);
      expect(after).toMatchObject({ hash_matches: true, members_match: null });
      expect(after.not_checked).toContain(
        '1 member and 1 customer kept out: deleted since, so that nothing can be asked of them.',
      );
      const members: any[] = await host.api.all(`snapshots/${taken.id}/members`, 2);
      expect(hashOf(members.map(({ customer_id }) => customer_id as Id))).toBe(taken.sha256);
      expect(members).toContainEqual({ customer_id: people[1], sources: ['customers'] });
      const rows: unknown = await sql(
        `SELECT s::text AS all FROM targeting.snapshots s UNION ALL SELECT m::text FROM targeting.snapshot_members m
           UNION ALL SELECT x::text FROM targeting.snapshot_excluded x`,
      );
      expect(JSON.stringify(rows)).not.toMatch(/Customer 1|c1@/);

      // Of somebody else it is still known that they would be no member.
      await host.changeCustomer(people[2]!, { consent: false });
      expect(await verify(taken.id)).toMatchObject({ hash_matches: true, members_match: false });
    });

    it('unless what it refers to is gone', async () => {
      const list = await shop.list('Guests', [people[0]!]);
      const audience = await shop.audience('Listed', { include_lists: [list.id] });
      const taken = await take(audience.id);
      await host.api.delete(`audiences/${audience.id}`);
      await host.api.delete(`lists/${list.id}`);
      expect(await verify(taken.id)).toEqual({
        ...{ hash_matches: true, members_match: null },
        checked: ['SHA-256 of the 1 member: matches.'],
        not_checked: ['Members: The list “Guests” is deleted.'],
      });
      await host.api.get('snapshots/4711/verify', 404);
    });

    it.each([
      { field: 'gone', operator: 'is_set' },
      { event: 'gone', operator: 'did' },
    ])('unless a field or event is gone that it asks: %j', async (rule) => {
      const segment = await shop.segment('Thirty and more', all(shop.scoreAtLeast(30)));
      const taken = await take((await shop.audience('Asked', { include_segments: [segment.id] })).id);
      // As if the host had known it then.
      await host.dataSource.transaction(async (manager) => {
        await manager.query(`SET LOCAL session_replication_role = 'replica'`);
        await manager.query(
          `UPDATE targeting.snapshots SET definition = jsonb_set(definition, '{segments,0,conditions,rules,0}', $1)`,
          [JSON.stringify(rule)],
        );
      });
      expect(await verify(taken.id)).toEqual({
        ...{ hash_matches: true, members_match: null },
        checked: ['SHA-256 of the 4 members: matches.'],
        not_checked: [expect.stringMatching(/^Members: .*gone/)],
      });
    });

    it('and found out when somebody has got round the database', async () => {
      const audience = await shop.audience('Tampered', { include_customers: people.slice(0, 3) });
      const taken = await take(audience.id);
      await host.dataSource.transaction(async (manager) => {
        await manager.query(`SET LOCAL session_replication_role = 'replica'`);
        await manager.query('UPDATE targeting.snapshot_members SET customer_id = $1 WHERE customer_id = $2', [
          people[4],
          people[0],
        ]);
      });
      const found = await verify(taken.id);
      expect(found).toMatchObject({ hash_matches: false, members_match: false });
      expect(found.checked[0]).toBe(
        `SHA-256 of the 3 members: does not match what was noted, ${hashOf(people.slice(0, 3))}.`,
      );
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
