import type { Host, Id } from '../hosts/host.js';
import { all, any, idsOf, last, Shop } from './shop.js';

/** Why somebody is in, or not; and what somebody is in. */
export function explanationTests(open: () => Host) {
  let host: Host;
  let shop: Shop;
  let ann: Id, bob: Id, cid: Id;
  const at = new Date('2026-05-31T10:00:00.000Z');
  beforeAll(async () => {
    host = open();
    shop = new Shop(host);
    await host.clear();
    [ann, bob, cid] = (await host.addCustomers([
      {
        name: 'Ann',
        email: 'ann@example.com',
        score: 90,
        consent: true,
        city: 'Rome',
        tags: ['a', 'b'],
        seen: '2026-05-30T00:00:00.000Z',
      },
      { name: 'Bob', email: 'bob@example.com', score: 50, consent: false, city: 'Paris' },
      { name: null, email: null, score: null },
    ])) as [Id, Id, Id];
    await host.addPurchases([
      { customer: ann, at, amount: 20 },
      { customer: ann, at: new Date(at.getTime() - 86_400_000), amount: 0.1 },
    ]);
  });

  const explain = (path: string, id: Id, query = '') =>
    host.api.get(`${path}/explain/${encodeURIComponent(id)}${query}`);

  describe('explanations', () => {
    it('of a segment show each rule with the value it met', async () => {
      const made = await shop.segment(
        'VIP',
        all(shop.scoreAtLeast(80), {
          ...any(shop.livesIn('Paris'), { field: host.fields.tags, operator: 'has_any', value: ['c'] }),
          not: true,
        }),
      );
      const found = await explain(`segments/${made.id}`, ann);
      expect(found).toMatchObject({
        member: true,
        reason: 'Brought in by the segment “VIP”.',
        exclusions: [],
      });
      expect(found.sources).toMatchObject([{ kind: 'segment', id: made.id, name: 'VIP', matched: true }]);
      expect(found.sources[0].tree).toMatchObject({
        ...{ path: 'conditions', matched: true },
        rules: [
          { path: 'conditions.rules[0]', actual: 90, matched: true, text: expect.stringContaining('80') },
          {
            ...{ path: 'conditions.rules[1]', matched: true },
            rules: [
              { path: 'conditions.rules[1].rules[0]', actual: 'Rome', matched: false },
              { path: 'conditions.rules[1].rules[1]', actual: ['a', 'b'], matched: false },
            ],
          },
        ],
      });
      expect(await explain(`segments/${made.id}`, bob)).toMatchObject({
        member: false,
        reason: 'Nothing brings them in.',
      });
      const nobody = await explain(`segments/${made.id}`, cid);
      expect(nobody.sources[0].tree.rules[0].matched).toBe(false);
      expect(nobody.sources[0].tree.rules[0].actual ?? null).toBeNull();
    });

    it('of rules that are not saved say the same as of those that are', async () => {
      const conditions = all(
        shop.scoreAtLeast(80),
        { event: 'purchase', operator: 'did', count: { operator: 'at_least', value: 2 } },
        { ...any(shop.livesIn('Paris')), not: true },
      );
      const made = await shop.segment('Saved', conditions);
      for (const customer_id of [ann, bob, cid]) {
        const saved = await explain(`segments/${made.id}`, customer_id, '?as_of=2026-05-31T10:00:00Z');
        const body = { conditions, customer_id, as_of: '2026-05-31T10:00:00Z' };
        const unsaved = await host.api.post('segments/explain', body, 200);
        expect(unsaved).toMatchObject({ member: saved.member, sources: [{ tree: saved.sources[0].tree }] });
        expect(unsaved.reason).toBe(saved.member ? 'Brought in by these rules.' : 'Nothing brings them in.');
      }
      const wrong = { customer_id: ann, conditions: all({ field: 'nose', operator: 'is_set' }) };
      expect(await host.api.faults('post', 'segments/explain', wrong)).toEqual([
        'conditions.rules[0].field unknown_field',
      ]);
      const cycle = { customer_id: ann, conditions: all({ segment: made.id, operator: 'in' }), id: made.id };
      await host.api.post('segments/explain', cycle, 422);
      for (const customer_id of [undefined, null, '', {}, [], 1.5, true])
        expect(await host.api.faults('post', 'segments/explain', { conditions, customer_id })).toEqual([
          'customer_id invalid',
        ]);
      await host.api.post('segments/explain', { conditions, customer_id: host.unknownCustomer }, 404);
    });

    it('say in words what each rule met, and a group of one rule only once', async () => {
      const conditions = all(
        all(all(shop.scoreAtLeast(80))),
        { field: host.fields.tags, operator: 'has_any', value: ['a'] },
        { event: 'purchase', operator: 'did', within: last(1) },
        {
          event: 'purchase',
          operator: 'did',
          aggregate: { function: 'sum', field: 'amount', operator: 'at_least', value: 100 },
        },
        { event: 'purchase', operator: 'first_time', within: last(1) },
        {
          event: 'purchase',
          operator: 'did',
          then: { event: 'purchase', operator: 'did', within: { amount: 2, unit: 'day' } },
        },
        { ...all(shop.livesIn('Rome')), not: true },
      );
      interface Met {
        actual_text: string | null;
        rules?: Met[];
      }
      const tree = async (customer_id: Id) => {
        const body = { conditions, customer_id, as_of: at };
        const found = (await host.api.post('segments/explain', body, 200)) as { sources: { tree: Met }[] };
        return found.sources[0]!.tree as Required<Met>;
      };
      const met = ({ rules }: Required<Met>) =>
        rules.map((rule) => rule.actual_text ?? rule.rules?.[0]?.actual_text).join('; ');
      const found = await tree(ann);
      expect(found).toMatchObject({ logic: 'AND', not: false, actual_text: null });
      expect(found.rules[0]).toMatchObject({ path: 'conditions.rules[0].rules[0].rules[0]', matched: true });
      expect(found.rules[0]!.rules).toBeUndefined();
      expect(found.rules[6]).toMatchObject({ logic: 'AND', not: true, matched: false });
      const words = met(found);
      expect(words).toMatch(/^\S+ is 90; \S+ is a, b; did “purchase” 2 times; total amount is 20\.1; /);
      expect(words).toMatch(/; the first “purchase” was 2026-05-30 10:00 UTC; /);
      expect(words).toMatch(/; did “purchase” 2 times, once with “purchase” in time; \S+ is Rome$/);
      expect(met(await tree(cid))).toMatch(
        /^\S+ has no value; \S+ has no value; did not do “purchase”; no amount to go by; never did “purchase”; did not do “purchase”; \S+ has no value$/,
      );
    });

    it('hold for the instant asked for', async () => {
      const made = await shop.segment('Bought', all({ event: 'purchase', operator: 'did', within: last(1) }));
      const spent = await shop.segment(
        'Spent',
        all({
          event: 'purchase',
          operator: 'did',
          aggregate: { function: 'sum', field: 'amount', operator: 'at_least', value: 20.1 },
        }),
      );
      for (const [as_of, bought, amount] of [
        ['2026-05-31T10:00:00.000Z', true, true],
        ['2026-05-31T09:59:59.999Z', true, false],
        ['2026-06-01T10:00:00.001Z', false, true],
        ['2026-05-30', false, false],
      ] as const) {
        expect((await explain(`segments/${made.id}`, ann, `?as_of=${as_of}`)).member).toBe(bought);
        expect((await explain(`segments/${spent.id}`, ann, `?as_of=${as_of}`)).member).toBe(amount);
        expect((await host.api.get(`segments/${made.id}/members?as_of=${as_of}`)).total).toBe(bought ? 1 : 0);
        expect((await host.api.get(`segments/${spent.id}/members?as_of=${as_of}`)).total).toBe(
          amount ? 1 : 0,
        );
      }
      await host.api.get(`segments/${made.id}/explain/${ann}?as_of=never`, 422);
    });

    it('of an audience name the sources and the exclusion that comes first', async () => {
      const list = await shop.list('Blocked', [], { emails: ['BOB@example.com', 'nobody@example.com'] });
      const vip = await shop.segment('VIPs', all(shop.scoreAtLeast(80)));
      const all50 = await shop.segment('Half', all(shop.scoreAtLeast(50)));
      const both = await shop.audience('Both', {
        include_segments: [vip.id, all50.id],
        include_logic: 'AND',
        include_customers: [cid],
        exclude_lists: [list.id],
        exclude_unsubscribed: false,
      });
      expect(await explain(`audiences/${both.id}`, ann)).toMatchObject({
        member: true,
        reason: 'Brought in by the segment “VIPs” and the segment “Half”.',
      });
      const some = await explain(`audiences/${both.id}`, bob);
      expect(some).toMatchObject({ member: false, reason: 'In some, but not in all of the segments.' });
      expect(some.sources).toMatchObject([{ matched: false }, { matched: true }, { matched: false }]);
      expect(some.exclusions).toMatchObject([
        { kind: 'list', id: list.id, matched: true, removed: false, tree: { matched: true } },
      ]);
      expect(await explain(`audiences/${both.id}`, cid)).toMatchObject({
        member: true,
        reason: 'Brought in by the customers picked by hand.',
      });

      const kept = await shop.audience('Kept', {
        include_segments: [all50.id],
        exclude_customers: [cid],
        exclude_lists: [list.id],
      });
      const out = await explain(`audiences/${kept.id}`, bob);
      const { id: _, ...unsaved } = kept;
      for (const customer_id of [ann, bob, cid])
        expect(await host.api.post('audiences/explain', { ...unsaved, customer_id }, 200)).toEqual(
          await explain(`audiences/${kept.id}`, customer_id),
        );
      expect(
        await host.api.faults('post', 'audiences/explain', { customer_id: ann, include_segments: [999] }),
      ).toEqual(['include_segments[0] missing_segment']);
      expect(await host.api.faults('post', 'audiences/explain', {})).toEqual(['customer_id invalid']);
      expect(out).toMatchObject({ member: false, reason: 'Kept out: the list “Blocked”.' });
      expect(out.exclusions).toMatchObject([
        { kind: 'customers', matched: false, removed: false },
        { kind: 'list', matched: true, removed: true },
        { kind: 'unsubscribed', matched: true, removed: false },
      ]);
    });

    it('of who was contacted, but not by the audience’s own campaign', async () => {
      const first = await shop.audience('First', { include_customers: [ann] });
      const campaign = await host.addCampaign({ audience: first.id });
      expect(await host.send(campaign)).toMatchObject({ status: 200, recipients: 1 });
      const again = await shop.audience('Again', {
        include_customers: [ann],
        exclude_contacted_within_days: 7,
        exclude_contacted_in_campaigns: [campaign],
      });
      const found = await explain(`audiences/${again.id}`, ann);
      expect(found).toMatchObject({
        member: false,
        reason: expect.stringMatching(/^Kept out: .*contacted/i),
      });
      expect(found.exclusions).toMatchObject([
        { kind: 'unsubscribed', matched: false },
        { kind: 'contacted', matched: true },
        { kind: 'contacted', matched: true },
      ]);
      expect((await explain(`audiences/${again.id}`, ann, '?as_of=2026-01-01')).member).toBe(true);
      expect((await explain(`audiences/${first.id}`, ann)).member).toBe(true);
      const changed = await host.api.put(`audiences/${first.id}`, { exclude_contacted_within_days: 7 });
      expect(changed).toMatchObject({ customer_count: 1, campaign_id: campaign });
      expect((await explain(`audiences/${first.id}`, ann)).member).toBe(true);
      expect(await shop.membersOf(`audiences/${first.id}`)).toEqual([ann]);
      const body = { include_customers: [ann], exclude_contacted_within_days: 7 };
      expect((await host.api.post('audiences/preview', body, 200)).count).toBe(0);
      expect((await host.api.post('audiences/preview', { ...body, id: first.id }, 200)).count).toBe(1);
      expect((await host.api.post('audiences/preview', { ...body, id: again.id }, 200)).count).toBe(0);
      const asked = { ...body, customer_id: ann };
      expect((await host.api.post('audiences/explain', asked, 200)).member).toBe(false);
      expect((await host.api.post('audiences/explain', { ...asked, id: first.id }, 200)).member).toBe(true);
      await host.api.post('audiences/explain', { ...asked, id: 999 }, 404);
    });

    it('know a key however it is written, and answer 404 for who does not exist', async () => {
      const inCapitals = (id: Id) => (typeof id === 'string' ? id.toUpperCase() : id);
      const made = await shop.audience('Picked', {
        include_customers: [inCapitals(ann), inCapitals(bob)],
        exclude_customers: [inCapitals(bob)],
      });
      expect((await explain(`audiences/${made.id}`, ann)).member).toBe(true);
      expect((await explain(`audiences/${made.id}`, bob)).reason).toMatch(/^Kept out/);
      expect(await explain(`audiences/${made.id}`, String(ann).toUpperCase())).toMatchObject({
        member: true,
      });
      const { id } = await shop.segment(
        'A sample',
        all({ sample: { percent: 50, salt: 's' }, operator: 'in' }),
      );
      const members = await shop.membersOf(`segments/${id}`);
      for (const each of [ann, bob, cid])
        expect((await explain(`segments/${id}`, String(each).toUpperCase())).member).toBe(
          members.includes(each),
        );
      for (const unknown of [host.unknownCustomer, 'x', '0x1', '1e3', ' ', '\u0000', '9'.repeat(30)])
        for (const path of [`segments/${id}/explain`, `audiences/${made.id}/explain`])
          await host.api.get(`${path}/${encodeURIComponent(unknown)}`, 404);
      await host.api.get(`customers/${host.unknownCustomer}/memberships`, 404);
    });
  });

  describe('memberships', () => {
    it('are the segments, audiences and lists that members and explanations agree on', async () => {
      const { data: segments } = await host.api.get('segments?per_page=1000');
      const { data: audiences } = await host.api.get('audiences?per_page=1000');
      const { data: lists } = await host.api.get('lists?per_page=1000');
      for (const person of [ann, bob, cid]) {
        const found = await host.api.get(`customers/${person}/memberships`);
        for (const [kind, rows] of Object.entries({ segments, audiences, lists })) {
          const expected = [];
          for (const { id } of rows as { id: number }[])
            if ((await shop.membersOf(`${kind}/${id}`)).includes(person)) expected.push(id);
          expect(idsOf(found[kind] as { id: number }[])).toEqual(expected.sort((a, b) => a - b));
        }
      }
      const gone = await shop.segment('Soon archived', all(shop.scoreAtLeast(80)));
      expect((await host.api.get(`customers/${ann}/memberships`)).segments).toContainEqual({
        id: gone.id,
        name: 'Soon archived',
      });
      await host.api.put(`segments/${gone.id}`, { status: 'archived' });
      expect((await host.api.get(`customers/${ann}/memberships`)).segments).not.toContainEqual({
        id: gone.id,
        name: 'Soon archived',
      });
    });
  });
}
