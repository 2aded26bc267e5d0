import type { Host, Id } from '../hosts/host.js';
import { all, any, last, Shop } from './shop.js';

/** When somebody will come in or go out if nothing else happens, checked against the members at those instants. */
export function nextChangeTests(open: () => Host) {
  const at = Date.parse('2026-05-31T10:00:00.000Z');
  const day = 86_400_000;
  const iso = (instant: number) => new Date(instant).toISOString();
  let host: Host;
  let shop: Shop;
  let ann: Id, bob: Id;
  beforeAll(async () => {
    host = open();
    shop = new Shop(host);
    await host.clear();
    [ann, bob] = (await host.addCustomers([
      { name: 'Ann', email: 'ann@example.com', score: 90, consent: true, seen: iso(at - 20 * day) },
      { name: 'Bob', email: 'bob@example.com', score: 10, consent: true },
    ])) as [Id, Id];
    await host.addPurchases([
      { customer: ann, at: new Date(at - 3 * day), amount: 20 },
      { customer: ann, at: new Date(at - 25 * day), amount: 30 },
      { customer: ann, at: new Date(at + 40 * day), amount: 5 },
    ]);
  });

  interface NextChange {
    at: string;
    member: boolean;
    because: string;
  }
  const nextOf = async (path: string, id: Id, asOf = at) =>
    (await host.api.get(`${path}/explain/${encodeURIComponent(id)}?as_of=${iso(asOf)}`))
      .next_change as NextChange | null;
  /** By SQL. */
  const isIn = async (path: string, id: Id, asOf: number) => {
    const { data } = await host.api.get(`${path}/members?as_of=${iso(asOf)}`);
    return (data as { id: Id }[]).some((member) => member.id === id);
  };
  /** Follows somebody from change to change; between them nothing changes. */
  const follow = async (path: string, id: Id) => {
    const changes: NextChange[] = [];
    for (let now = at; changes.length < 6; now = Date.parse(changes.at(-1)!.at)) {
      const was = await isIn(path, id, now);
      const next = await nextOf(path, id, now);
      const until = next ? Date.parse(next.at) : now + 700 * day;
      for (const share of [0.1, 0.5, 0.9])
        expect(await isIn(path, id, Math.floor(now + (until - now) * share))).toBe(was);
      expect(await isIn(path, id, until - 1)).toBe(was);
      if (!next) break;
      expect(next.member).toBe(!was);
      expect(await isIn(path, id, until)).toBe(!was);
      changes.push(next);
    }
    return changes;
  };
  const bought = { event: 'purchase', operator: 'did' };
  const seen = (operator: string, value: unknown) => ({ field: host.fields.seen, operator, value });

  describe('the next change', () => {
    it('is when events come to pass, and leave their window', async () => {
      const { id } = await shop.segment('Recent', all({ ...bought, within: last(30) }));
      const changes = await follow(`segments/${id}`, ann);
      expect(changes.map((change) => [change.at, change.member])).toEqual([
        [iso(at + 27 * day + 1), false],
        [iso(at + 40 * day), true],
        [iso(at + 70 * day + 1), false],
      ]);
      expect(changes[0]!.because).toBe(
        '‘did “purchase” in the last 30 days (since 2026-05-28 10:00 UTC)’ turns false',
      );
      expect(await nextOf(`segments/${id}`, bob)).toBeNull();
    });

    it.each<[string, () => object]>([
      [
        'a number of events',
        () => ({ ...bought, within: last(30), count: { operator: 'exactly', value: 1 } }),
      ],
      [
        'an amount in a month',
        () => ({
          ...{ ...bought, within: last(1, 'month') },
          aggregate: { function: 'sum', field: 'amount', operator: 'at_least', value: 50 },
        }),
      ],
      ['calendar months', () => ({ ...bought, within: { calendar: 'last_month' } })],
      ['the last time', () => ({ event: 'purchase', operator: 'last_time', within: last(2, 'week') })],
      [
        'what does not follow',
        () => ({
          ...bought,
          then: { event: 'purchase', operator: 'did_not', within: { amount: 23, unit: 'day' } },
        }),
      ],
      ['a date', () => seen('in_last', { amount: 1, unit: 'month' })],
      ['a date that grows old', () => seen('older_than', { amount: 3, unit: 'month' })],
      ['an anniversary', () => seen('anniversary_in_next', { amount: 7, unit: 'day' })],
    ])('follows %s', async (_, rule) => {
      const { id } = await shop.segment('One', all(shop.scoreAtLeast(50), rule()));
      expect((await follow(`segments/${id}`, ann)).length).toBeGreaterThan(0);
      expect(await nextOf(`segments/${id}`, bob)).toBeNull();
    });

    it('is that of the whole audience, through its segments and what keeps out', async () => {
      const inner = await shop.segment('Inner', any({ ...bought, within: last(30) }, seen('this', 'month')));
      const outer = await shop.segment('Outer', all({ segment: inner.id, operator: 'in' }));
      const fresh = await shop.segment('Fresh', all({ ...bought, within: last(7) }));
      const body = { include_segments: [outer.id], exclude_segments: [fresh.id] };
      const { id } = await shop.audience('Whole', body);
      const changes = await follow(`audiences/${id}`, ann);
      expect(changes.map((change) => change.member)).toEqual([true, false, true, false]);
      expect(changes[0]).toMatchObject({
        at: iso(at + 4 * day + 1),
        because: expect.stringMatching(/^‘did “purchase” in the last 7 days .*’ turns false$/),
      });
      const unsaved = { ...body, customer_id: ann, as_of: iso(at) };
      expect((await host.api.post('audiences/explain', unsaved, 200)).next_change).toEqual(changes[0]);
      const rules = {
        conditions: all({ ...bought, within: last(7) }),
        ...{ customer_id: ann, as_of: iso(at) },
      };
      expect((await host.api.post('segments/explain', rules, 200)).next_change).toMatchObject({
        ...{ at: iso(at + 4 * day + 1), member: false },
      });
    });

    it('is when a contact is long enough ago', async () => {
      const first = await shop.audience('First', { include_customers: [ann] });
      const campaign = await host.addCampaign({ audience: first.id });
      await host.send(campaign);
      const [recipient] = (await host.recipients(campaign)).data;
      const body = { include_customers: [ann], exclude_contacted_within_days: 7, customer_id: ann };
      const found = await host.api.post('audiences/explain', body, 200);
      expect(found).toMatchObject({ member: false });
      expect(found.next_change).toMatchObject({
        ...{ at: iso(Date.parse(recipient!.contacted_at) + 7 * day + 1), member: true },
        because: expect.stringMatching(/^‘was contacted in the last 7 days .*’ turns false$/),
      });
    });
  });
}
