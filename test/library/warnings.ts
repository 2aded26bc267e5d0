import type { Host, Id } from '../hosts/host.js';
import { all, any, last, Shop } from './shop.js';

/** What previews warn of, by the numbers that they show. */
export function warningTests(open: () => Host) {
  let host: Host;
  let shop: Shop;
  let people: Id[];
  beforeAll(async () => {
    host = open();
    shop = new Shop(host);
    await host.clear();
    people = await shop.people(...Array.from({ length: 40 }, (_, index) => index));
    await host.addPurchases([{ customer: people[0]!, at: new Date(), amount: 20 }]);
  });

  interface Warning {
    path: string;
    code: string;
    message: string;
  }
  const warnings = async (path: string, body: object) =>
    (await host.api.post(path, body, 200)).warnings as Warning[];
  /** By the sets in memory, and by SQL: the same. */
  const found = async (path: string, body: object) => {
    const now = await warnings(path, body);
    const later = await warnings(path, { ...body, as_of: new Date(Date.now() + 60_000).toISOString() });
    const short = (some: Warning[]) => some.map(({ path: at, code }) => `${at} ${code}`);
    expect(short(later)).toEqual(short(now));
    return short(now);
  };
  const ofRules = (conditions: object) => found('segments/preview', { conditions });
  const ofAudience = (body: object) => found('audiences/preview', body);
  const scoreBelow = (value: number) => ({ ...shop.scoreAtLeast(value), operator: 'less_than' });
  const didNotBuy = { event: 'purchase', operator: 'did_not', within: last(30) };

  describe('warnings of rules', () => {
    it('are none where rules tell customers apart', async () => {
      expect(await ofRules(all(shop.scoreAtLeast(20), scoreBelow(30)))).toEqual([]);
      expect(await ofRules(any(shop.scoreAtLeast(30), scoreBelow(2)))).toEqual([]);
    });

    it('name a rule that nobody fits, or everybody', async () => {
      expect(await ofRules(all(shop.scoreAtLeast(20), shop.livesIn('Nowhere')))).toEqual([
        'conditions.rules[1] matches_nobody',
      ]);
      expect(await ofRules(all(shop.scoreAtLeast(20), shop.scoreAtLeast(0)))).toEqual([
        'conditions.rules[1] redundant_rule',
      ]);
      expect(await ofRules(any(shop.scoreAtLeast(0)))).toEqual(['conditions.rules[0] matches_everyone']);
      expect(await ofRules(all(shop.scoreAtLeast(20), { event: 'purchase', operator: 'did' }))).toEqual([
        'conditions matches_nobody',
      ]);
    });

    it('say first what is certain of them', async () => {
      expect(await ofRules(all(shop.scoreAtLeast(30), scoreBelow(10)))).toEqual([
        'conditions.rules[1] contradiction',
      ]);
      expect(
        await ofRules(all(shop.scoreAtLeast(3), any(all(shop.scoreAtLeast(30), scoreBelow(10)), didNotBuy))),
      ).toEqual([
        'conditions.rules[1].rules[0].rules[1] contradiction',
        'conditions.rules[1].rules[1] nearly_everyone',
      ]);
    });

    it('name a window of hours where nobody has a time of day', async () => {
      const { seen } = host.fields;
      const lately = any({ field: seen, operator: 'in_last', value: { amount: 5, unit: 'hour' } });
      const added = await host.addCustomers([{ email: 'day@example.com', seen: '2020-01-01' }]);
      // A column that holds instants does not hold days.
      const isJson = seen.includes('.');
      expect(await ofRules(lately)).toEqual([
        `conditions.rules[0] ${isJson ? 'window_without_time' : 'matches_nobody'}`,
      ]);
      added.push(...(await host.addCustomers([{ email: 'time@example.com', seen: '2020-01-01T10:00:00Z' }])));
      expect(await ofRules(lately)).toEqual(['conditions.rules[0] matches_nobody']);
      for (const id of added)
        await host.dataSource.query(`DELETE FROM ${host.customers.table} WHERE ${host.customers.key} = $1`, [
          id,
        ]);
    });

    it('name a saved segment with the same rules, however they are written', async () => {
      const rules = all(shop.scoreAtLeast(21), scoreBelow(33));
      const saved = await shop.segment('Middle', rules);
      const turned = all(scoreBelow(33), all(shop.scoreAtLeast(21)));
      expect(await ofRules(turned)).toEqual(['conditions same_as_segment']);
      expect((await warnings('segments/preview', { conditions: turned }))[0]!.message).toContain('“Middle”');
      expect(await found('segments/preview', { conditions: turned, id: saved.id })).toEqual([]);
      await host.api.put(`segments/${saved.id}`, { name: 'Centre' });
      expect((await warnings('segments/preview', { conditions: rules }))[0]!.message).toContain('“Centre”');
      await host.api.put(`segments/${saved.id}`, { status: 'archived' });
      expect(await ofRules(turned)).toEqual([]);
    });

    it('name a negation that lets in nearly everyone beside others', async () => {
      expect(await ofRules(any(shop.scoreAtLeast(30), didNotBuy))).toEqual([
        'conditions.rules[1] nearly_everyone',
      ]);
      expect(await ofRules(all(shop.scoreAtLeast(30), didNotBuy))).toEqual([]);
      const [warning] = await warnings('segments/preview', {
        conditions: any(shop.scoreAtLeast(30), didNotBuy),
      });
      expect(warning!.message).toMatch(
        /^‘did not do “purchase” in the last 30 days \(since .*\)’ .* 39 of 40 .* AND/,
      );
    });
  });

  describe('warnings of audiences', () => {
    let high: number, higher: number, low: number, none: number;
    beforeAll(async () => {
      high = (await shop.segment('High', all(shop.scoreAtLeast(20)))).id as number;
      higher = (await shop.segment('Higher', all(shop.scoreAtLeast(30)))).id as number;
      low = (await shop.segment('Low', all(scoreBelow(10)))).id as number;
      none = (await shop.segment('None', all(shop.scoreAtLeast(1_000)))).id as number;
    });

    it('are none where each part does something', async () => {
      expect(await ofAudience({ include_segments: [high, low], exclude_segments: [higher] })).toEqual([]);
      expect(await ofAudience({ include_segments: [high, higher], include_logic: 'AND' })).toEqual([]);
    });

    it('name what brings in nobody, or everyone', async () => {
      expect(await ofAudience({})).toEqual(['include_segments everyone']);
      expect(await ofAudience({ include_segments: [none] })).toEqual(['include_segments[0] adds_nobody']);
      expect(await ofAudience({ include_segments: [high, higher], include_customers: [people[25]] })).toEqual(
        ['include_segments[1] adds_nobody', 'include_customers adds_nobody'],
      );
      const both = { include_segments: [high], include_customers: [people[25]] };
      const [picked] = await warnings('audiences/preview', both);
      expect(picked!.message).toMatch(
        /^The selection by hand adds nobody: its one customer is in the other sources too/,
      );
      expect(await ofAudience({ include_segments: [high, none], include_logic: 'AND' })).toEqual([
        'include_segments[1] adds_nobody',
      ]);
    });

    it('name what keeps nobody out, by itself or after others', async () => {
      const empty = await shop.list('Empty', []);
      expect(
        await ofAudience({
          ...{ include_segments: [high], exclude_segments: [low, higher] },
          ...{ exclude_customers: [people[35]], exclude_lists: [empty.id] },
          ...{ exclude_contacted_within_days: 7 },
        }),
      ).toEqual([
        'exclude_segments[0] removes_nobody',
        'exclude_customers already_removed',
        'exclude_lists[0] removes_nobody',
        'exclude_contacted_within_days removes_nobody',
      ]);
    });

    it('name what is in and out at once, and what leaves nobody', async () => {
      expect(await ofAudience({ include_segments: [low, high], exclude_segments: [high] })).toEqual([
        'include_segments[1] included_and_excluded',
      ]);
      expect(await ofAudience({ include_segments: [higher], exclude_segments: [high] })).toEqual([
        'exclude_segments[0] nobody_left',
      ]);
    });

    it('name the drafts for which a send would be refused, at any depth', async () => {
      const draft = { status: 'draft' };
      const begun = await shop.segment('Begun', all(scoreBelow(15)), draft);
      const over = await shop.segment('Over it', all({ segment: begun.id, operator: 'in' }, scoreBelow(12)));
      const list = await shop.list('Being made', [people[30]!], draft);
      const body = { include_segments: [high, over.id], exclude_lists: [list.id] };
      expect(await ofAudience(body)).toEqual(['include_segments[1] draft', 'exclude_lists[0] draft']);
      const [deep, direct] = await warnings('audiences/preview', body);
      expect(deep!.message).toBe(
        'The segment “Over it” refers to the segment “Begun”, which is a draft: it can be counted, but not sent to. Activate it, or take it out.',
      );
      expect(direct!.message).toMatch(/^The list “Being made” is a draft/);

      const campaign = await host.addCampaign({ audience: (await shop.audience('Early', body)).id });
      expect(await host.send(campaign)).toMatchObject({ status: 409, recipients: null });
      for (const [path, { id }] of Object.entries({ segments: begun, lists: list }))
        await host.api.put(`${path}/${id}`, { status: 'active' });
      expect(await ofAudience(body)).toEqual([]);
      expect(await host.send(campaign)).toMatchObject({ status: 200 });
    });

    it('name who would be reached without consent, and who is not active', async () => {
      expect(await ofAudience({ include_segments: [high], exclude_unsubscribed: false })).toEqual([
        'exclude_unsubscribed includes_unsubscribed',
      ]);
      const [retired] = await host.addCustomers([
        { email: 'gone@example.com', score: 25, consent: true, active: false },
      ]);
      const body = { include_segments: [high, low], include_customers: [retired, people[15]] };
      expect(await ofAudience(body)).toEqual(
        host.knowsStatus
          ? ['include_segments[0] brings_in_inactive', 'include_customers brings_in_inactive']
          : [],
      );
      const campaign = await host.addCampaign({ audience: (await shop.audience('Retired', body)).id });
      const preview = (await host.preview(campaign)) as { warnings: Warning[] };
      expect(preview.warnings).toEqual(await warnings('audiences/preview', body));
      expect(await ofAudience({ ...body, exclude_customers: [retired] })).toEqual([]);
    });
  });
}
