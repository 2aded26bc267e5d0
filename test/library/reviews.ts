import { TargetReviews } from 'nest-targeting';
import type { Host, Id } from '../hosts/host.js';
import { optionsOf } from '../engine/model/process.js';
import { contactsOf, snapshotsOf } from './send/sent-once.js';
import { all, Shop } from './shop.js';

/** Between the number that was seen and the one that is sent: what has moved, and that nothing is sent unseen. */
export function reviewTests(open: () => Host) {
  let host: Host;
  let shop: Shop;
  let people: Id[];
  const erase = (id: Id) =>
    host.dataSource.query(`DELETE FROM ${host.customers.table} WHERE ${host.customers.key} = $1`, [id]);
  const person = (index: number, reason: string) => ({
    id: people[index]!,
    name: `Customer ${index}`,
    email: `c${index}@example.com`,
    reason,
  });
  /** As samples have them: by key. */
  const inOrder = (...rows: { id: Id; name: string | null; email: string | null; reason: string }[]) =>
    rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  const nobody = { entered: 0, left: 0, entered_sample: [], left_sample: [] };

  beforeAll(() => {
    host = open();
  });
  beforeEach(async () => {
    shop = new Shop(host);
    await host.clear();
    people = await shop.people(10, 20, 30, 40, 50, 60);
  });
  const campaignFor = async (value: number) => {
    const segment = await shop.segment('Enough', all(shop.scoreAtLeast(value)));
    const audience = await shop.audience('Some', { include_segments: [segment.id] });
    return { campaign: await host.addCampaign({ audience: audience.id }), audience };
  };

  describe.each([
    ['with memberships in memory', true],
    ['without', false],
  ])('a review %s', (_, enabled) => {
    beforeAll(() => {
      optionsOf(host.app).engine = { ...optionsOf(host.app).engine, enabled };
    });
    afterAll(() => {
      delete optionsOf(host.app).engine?.enabled;
    });

    it('remembers exactly who, and tells who has come and gone, and why', async () => {
      const { campaign } = await campaignFor(30);
      const unseen = await host.drift(campaign);
      expect(unseen).toEqual({ ...nobody, reviewed: null, now: { count: 4, as_of: unseen.now.as_of } });

      const { reviewed_at, ...preview } = await host.review(campaign);
      expect(preview).toEqual({
        ...(await host.preview(campaign)),
        as_of: reviewed_at,
        took_ms: preview.took_ms,
      });
      const still = await host.drift(campaign);
      const reviewed = { count: 4, at: reviewed_at, by: still.reviewed.by };
      expect([null, 'postmaster']).toContain(reviewed.by);
      expect(still).toEqual({ ...nobody, reviewed, now: { count: 4, as_of: still.now.as_of } });

      await host.changeCustomer(people[0]!, { score: 99 });
      await host.changeCustomer(people[3]!, { consent: false });
      await host.changeCustomer(people[4]!, { score: 1 });
      await erase(people[5]!);
      const [added] = await host.addCustomers([
        { name: 'New', email: 'new@example.com', score: 70, consent: true },
      ]);
      const reason = 'Brought in by the segment “Enough”.';
      const moved = await host.drift(campaign);
      expect(moved).toEqual({
        ...{ reviewed, now: { count: 3, as_of: moved.now.as_of }, entered: 2, left: 3 },
        entered_sample: inOrder(person(0, reason), {
          ...{ id: added!, name: 'New', email: 'new@example.com', reason },
        }),
        left_sample: inOrder(person(3, 'Kept out: unsubscribed.'), person(4, 'Nothing brings them in.'), {
          id: people[5]!,
          name: null,
          email: null,
          reason: 'The customer is gone.',
        }),
      });

      expect(await host.review(campaign)).toMatchObject({ count: 3 });
      expect(await host.drift(campaign)).toMatchObject({
        ...nobody,
        reviewed: { count: 3 },
        now: { count: 3 },
      });
    });

    it('is compared with what was sent, once that is', async () => {
      const { campaign, audience } = await campaignFor(30);
      await host.review(campaign);
      await host.changeCustomer(people[1]!, { score: 30 });
      await host.changeCustomer(people[2]!, { consent: false });
      const { snapshot } = await host.send(campaign);
      const sent = await host.api.get(`snapshots/${snapshot}`);
      await host.changeCustomer(people[0]!, { score: 99 });
      await host.api.put(`audiences/${audience.id}`, { include_customers: people });
      expect(await host.drift(campaign)).toMatchObject({
        ...{ reviewed: { count: 4 }, now: { count: 4, as_of: sent.taken_at }, entered: 1, left: 1 },
        entered_sample: [person(1, 'Brought in by the segment “Enough”.')],
        left_sample: [person(2, 'Kept out: unsubscribed.')],
      });
      await expect(host.review(campaign)).rejects.toThrow(/409/);
      expect(await host.drift(campaign)).toMatchObject({ reviewed: { count: 4 } });
    });

    it('that ends when its campaign is sent does not take the place of the one before', async () => {
      const { campaign, audience } = await campaignFor(30);
      await host.review(campaign);
      await host.changeCustomer(people[0]!, { score: 99 });
      const of = { campaignId: String(campaign), target: { audienceId: audience.id as number } };
      const late = host.app.get(TargetReviews, { strict: false }).review(of, null, async () => {
        expect((await host.send(campaign)).status).toBe(200);
      });
      await expect(late).rejects.toMatchObject({ status: 409 });
      expect(await host.drift(campaign)).toMatchObject({ reviewed: { count: 4 }, now: { count: 5 } });
    });

    it('tells all apart, however many', async () => {
      const many = await shop.people(...Array.from({ length: 400 }, (_, index) => index % 100));
      const { campaign } = await campaignFor(50);
      expect((await host.review(campaign)).count).toBe(202);
      await host.dataSource.query(
        `DELETE FROM ${host.customers.table} WHERE ${host.customers.key}::text = ANY($1)`,
        [many.filter((_, index) => index % 100 >= 90).map(String)],
      );
      await shop.people(50, 51);
      const moved = await host.drift(campaign);
      expect(moved).toMatchObject({ now: { count: 164 }, entered: 2, left: 40 });
      expect(moved.left_sample).toHaveLength(10);
    });
  });

  describe('a number that was confirmed', () => {
    it('is the one sent, or nothing is', async () => {
      const { campaign } = await campaignFor(30);
      const { count } = await host.review(campaign);
      await host.changeCustomer(people[0]!, { score: 99 });
      const refused = await host.send(campaign, { expectedCount: count });
      expect(refused).toMatchObject({
        status: 409,
        body: {
          errors: [
            {
              path: 'expected_count',
              code: 'count_changed',
              message: expect.stringMatching(/^You confirmed 4; now it would be 5\. /),
            },
          ],
        },
      });
      expect(await contactsOf(host, campaign)).toEqual([]);
      expect(await snapshotsOf(host, campaign)).toEqual([]);
      expect(await host.send(campaign, { expectedCount: 5 })).toMatchObject({ status: 200, recipients: 5 });
      // Sent before, it answers the same, whatever is expected.
      expect(await host.send(campaign, { expectedCount: 4 })).toMatchObject({ status: 200, recipients: 5 });
    });

    it('can be nobody', async () => {
      const { campaign } = await campaignFor(1_000);
      expect((await host.send(campaign, { expectedCount: 1 })).status).toBe(409);
      expect(await host.send(campaign, { expectedCount: 0 })).toMatchObject({ status: 200, recipients: 0 });
    });
  });
}
