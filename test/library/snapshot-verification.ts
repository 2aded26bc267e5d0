import type { Host, Id } from '../hosts/host.js';
import { hashOf } from './snapshots.js';
import { all, Shop } from './shop.js';

/** What is frozen can be verified for as long as it is there. */
export function snapshotVerificationTests(open: () => Host) {
  let host: Host;
  let shop: Shop;
  let people: Id[];
  const sql = (statement: string, parameters?: unknown[]) => host.dataSource.query(statement, parameters);
  const take = (audience: number): Promise<any> => host.api.post(`audiences/${audience}/snapshots`);
  const verify = (snapshot: number): Promise<any> => host.api.get(`snapshots/${snapshot}/verify`);
  const erase = (id: Id) => sql(`DELETE FROM ${host.customers.table} WHERE ${host.customers.key} = $1`, [id]);

  beforeAll(() => {
    host = open();
  });
  beforeEach(async () => {
    shop = new Shop(host);
    await host.clear();
    people = await shop.people(10, 20, 30, 40, 50, 60);
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
      expect(hashOf(members.map(({ id }) => id as Id))).toBe(taken.sha256);
      expect(members).toContainEqual({
        id: people[1],
        customer_id: people[1],
        name: null,
        email: null,
        sources: ['customers'],
      });
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
      const fixed = await shop.fixed('Friends', [people[0]!]);
      const ofFixed = await take((await shop.audience('Fixed', { include_segments: [fixed.id] })).id);
      await host.api.put(`segments/${fixed.id}`, { name: 'Old friends' });
      const renamed = await take(ofFixed.audience_id);
      expect((await host.api.get(`snapshots/${ofFixed.id}/diff?against=${renamed.id}`)).changes).toEqual([
        'In the segment “Old friends”: renamed: “Friends” → “Old friends”',
      ]);
      await host.api.delete(`audiences/${ofFixed.audience_id}`);
      await host.api.delete(`segments/${fixed.id}`);
      expect((await verify(renamed.id)).not_checked).toEqual([
        'Members: The segment “Old friends” is deleted.',
      ]);
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
}
