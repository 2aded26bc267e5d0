import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Leaf } from '../../libs/targeting/src/engine/leaf.js';
import { MembershipEngine } from '../../libs/targeting/src/engine/membership-engine.js';
import { EngineMetrics } from '../../libs/targeting/src/engine/metrics.js';
import { has } from '../../libs/targeting/src/engine/bits.js';
import { setKept } from '../../libs/targeting/src/engine/block-counts.js';
import { RuleTerms } from '../../libs/targeting/src/engine/rule-terms.js';
import type { View } from '../../libs/targeting/src/host/consistent-read.js';
import type { Host, Id } from '../hosts/host.js';
import { openForeignHost } from '../hosts/foreign-host.js';
import { openReferenceHost } from '../hosts/reference-host.js';
import { all, last, Shop } from '../library/shop.js';
import { askMemory, bySql, compareRules, linked } from './model/compare.js';
import { countedSince, metricsOf } from '../support/metrics.js';
import { newEngine, newSelfCheck, optionsOf } from './model/process.js';

describe.each([
  ['reference', openReferenceHost],
  ['foreign', openForeignHost],
])('memory of the %s host', (_, open) => {
  let host: Host;
  let shop: Shop;
  beforeAll(async () => {
    host = await open();
    shop = new Shop(host);
  });
  afterAll(() => host?.close());
  beforeEach(async () => {
    await host.clear();
    await shop.people(1, 5, 9, 5);
  });

  it('tells what answered, and that nothing differed', async () => {
    const conditions = all(shop.scoreAtLeast(5));
    const { id } = await shop.segment('Five', conditions);
    const counted = async (...questions: (() => Promise<unknown>)[]) => {
      const before = await metricsOf(host);
      for (const question of questions) await question();
      return countedSince(before, host);
    };
    const preview = (more: object, status = 200) =>
      host.api.post('segments/preview', { conditions, ...more }, status);
    const members = (query: string) => host.api.get(`segments/${id}/members${query}`);
    expect(
      await counted(
        () => preview({}),
        () => preview({ conditions: all(shop.scoreAtLeast(6)) }),
        () => members('?sort=id'),
      ),
    ).toEqual({ 'memory answered': 3 });
    expect(
      await counted(
        () => preview({ as_of: '2026-01-01' }),
        () => members('?q=example'),
        () => members('?sort=name'),
      ),
    ).toEqual({ 'sql answered': 3 });
    const unknown = { conditions: all({ field: 'no such field', operator: 'is_set' }) };
    expect(
      await counted(
        () => preview(unknown, 422),
        () => preview({ ...unknown, as_of: '2026-01-01' }, 422),
      ),
    ).toEqual({ 'memory refused': 1, 'sql refused': 1 });
    const options = optionsOf(host.app);
    const { clock } = options;
    options.clock = () => {
      throw new Error('no time today');
    };
    const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation();
    try {
      expect(await counted(() => preview({}, 500))).toEqual({ 'sql failed': 1 });
    } finally {
      logged.mockRestore();
      options.clock = clock!;
    }
    const metrics = await metricsOf(host);
    expect(metrics.get('targeting_self_check_differences_total')).toBe(0);
    expect(metrics.get('targeting_leaves')).toBeGreaterThan(0);
    expect(metrics.get('targeting_leaf_bytes')).toBeGreaterThan(0);
  });

  it('tells of each rule once whether it was in memory, however often a question asks of it', async () => {
    const preview = (value: number) =>
      host.api.post('segments/preview', { conditions: all(shop.scoreAtLeast(value)) }, 200);
    const found = async (work: () => Promise<unknown>) => {
      const before = await metricsOf(host);
      await work();
      const after = await metricsOf(host);
      return ['true', 'false'].map((label) => {
        const name = `targeting_leaves_total{found="${label}"}`;
        return (after.get(name) ?? 0) - (before.get(name) ?? 0);
      });
    };
    await preview(5);
    // The rule, and everyone.
    expect(await found(() => preview(5))).toEqual([2, 0]);
    expect(await found(() => preview(6))).toEqual([1, 1]);
    // What is there, but has to be read whole, is of no use.
    await host.dataSource.query('SELECT targeting.changed_all()');
    expect(await found(() => preview(6))).toEqual([0, 2]);
  });

  it('finds a wrong bit by itself, tells, and heals', async () => {
    const metrics = new EngineMetrics();
    const engine = newEngine(host.app, {}, metrics);
    const wire = shop.scoreAtLeast(5);
    await compareRules(engine, [wire]);
    let leaf: Leaf | undefined;
    await askMemory(engine, async (view, { cache }) => {
      const rules = await linked([wire], view);
      const context = { customer: view.catalogue.customer, timeZone: view.moment.timeZone };
      leaf = new RuleTerms(context, (each) => cache.bitsOf(each)).leavesOf(rules)[1]!;
      await cache.bring([leaf], view.moment.now, view.manager);
    });
    await newSelfCheck(engine, metrics).leaf(leaf!);
    expect(await countsOf(metrics)).toEqual({ checks: 1, differences: 0 });
    await askMemory(engine, (_view, { cache }) => {
      const bits = cache.bitsOf(leaf!);
      setKept(bits, 2, !has(bits, 2));
      return Promise.resolve();
    });
    await expect(compareRules(engine, [wire])).rejects.toThrow('differ');
    await newSelfCheck(engine, metrics).leaf(leaf!);
    expect(await countsOf(metrics)).toEqual({ checks: 2, differences: 1 });
    await compareRules(engine, [wire]);
    await newSelfCheck(engine, metrics).leaf(leaf!);
    expect(await countsOf(metrics)).toEqual({ checks: 3, differences: 1 });
  });

  it('shows customers as they are, also those whom it has shown before', async () => {
    const shown = async () => {
      const { sample } = await host.api.post(
        'segments/preview',
        { conditions: all(shop.scoreAtLeast(5)) },
        200,
      );
      return (sample as { id: Id; email: string }[]).map(({ id, email }) => [id, email]).sort();
    };
    const before = (await shown()) as [Id, string][];
    expect(before).toHaveLength(3);
    expect(await shown()).toEqual(before);
    const [[id], ...others] = before as [[Id, string], ...[Id, string][]];
    await host.changeCustomer(id, { email: 'renamed@example.com' });
    expect(await shown()).toEqual([[id, 'renamed@example.com'], ...others]);
    const { table, key } = host.customers;
    await host.dataSource.query(`DELETE FROM ${table} WHERE ${key} = $1`, [id]);
    expect(await shown()).toEqual(others);
  });

  it('compares what is frozen with what it would have counted, whether it is sent or not', async () => {
    const segment = await shop.segment('Five', all(shop.scoreAtLeast(5)));
    const audience = await shop.audience('Some', { include_segments: [segment.id] });
    const campaign = await host.addCampaign({ audience: audience.id });
    const found = async (work: () => Promise<unknown>) => {
      await host.preview(campaign);
      const before = await metricsOf(host);
      await work();
      const after = await metricsOf(host);
      const grown = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
      // Rules may be checked meanwhile.
      expect(grown('targeting_self_checks_total')).toBeGreaterThan(0);
      return grown('targeting_self_check_differences_total');
    };
    const take = () => host.api.post(`audiences/${audience.id}/snapshots`);
    expect(await found(take)).toBe(0);
    const asks = async (view: View) => {
      const rules = await linked([shop.scoreAtLeast(5)], view);
      const context = { customer: view.catalogue.customer, timeZone: view.moment.timeZone };
      return { rules, context };
    };
    const flip = () =>
      askMemory(host.app.get(MembershipEngine, { strict: false }), async (view, { cache }) => {
        const { rules, context } = await asks(view);
        const [, leaf] = new RuleTerms(context, (each) => cache.bitsOf(each)).leavesOf(rules);
        const bits = cache.bitsOf(leaf!);
        setKept(bits, 2, !has(bits, 2));
      });
    expect(
      await found(async () => {
        await flip();
        expect(await take()).toMatchObject({ count: 3 });
      }),
    ).toBe(1);
    // What was wrong has been read anew.
    expect(await host.preview(campaign)).toMatchObject({ count: 3 });
    await flip();
    expect(await host.preview(campaign)).toMatchObject({ count: 2 });
    expect(await found(() => host.send(campaign))).toBe(1);
    expect(await host.preview(campaign)).toMatchObject({ count: 3 });
  });

  it('leaves to SQL what it cannot follow, and is right beside it', async () => {
    const then = (operator: string, unit: string) => ({
      event: 'purchase',
      operator: 'did',
      then: { event: 'purchase', operator, within: { amount: 1, unit } },
    });
    let now = new Date('2026-03-28T09:00:00Z');
    optionsOf(host.app).clock = () => now;
    const [first, second] = await shop.people(1, 1);
    await host.addPurchases([
      { customer: first!, at: new Date('2026-02-28T09:00:00Z') },
      { customer: second!, at: new Date('2026-02-28T09:00:00Z') },
      { customer: second!, at: new Date('2026-03-01T00:00:00Z') },
    ]);
    const rule = then('did_not', 'month');
    const count = async () =>
      (await host.api.post('segments/preview', { conditions: all(rule) }, 200)).count as number;
    const engine = newEngine(host.app);
    expect(
      await askMemory(engine, async (view, { cache }) => {
        const rules = await linked([rule], view);
        const context = { customer: view.catalogue.customer, timeZone: view.moment.timeZone };
        const leaves = new RuleTerms(context, (each) => cache.bitsOf(each)).leavesOf(rules);
        await cache.bring(leaves, view.moment.now, view.manager);
      }),
    ).toBeUndefined();
    expect(await count()).toBe(0);
    now = new Date('2026-03-28T09:00:00.001Z');
    expect(await count()).toBe(1);
    now = new Date('2026-04-01T00:00:00.001Z');
    expect(await count()).toBe(2);
    await compareRules(engine, [
      then('did_not', 'week'),
      then('did', 'month'),
      { event: 'purchase', operator: 'did', within: last(1, 'month') },
    ]);
  });

  it('leaves out events of nobody: of who is gone, of keys that no customer ever had', async () => {
    const [stays, goes] = await shop.people(1, 1);
    const purchases = [stays!, goes!, goes!].map((customer) => ({ customer, at: new Date('2026-01-01') }));
    await host.addPurchases(purchases);
    const { table, key } = host.customers;
    const events = table === 'customers' ? 'events' : 'crm.orders';
    // The events of the foreign host stay anyway.
    await host.dataSource.query(`ALTER TABLE ${events} DROP CONSTRAINT IF EXISTS events_customer_id_fkey`);
    await host.dataSource.query(`DELETE FROM ${table} WHERE ${key} = $1`, [goes]);
    const strangers = typeof goes === 'number' ? [goes + 1_000, 2 ** 30, -1] : [randomUUID()];
    const guestsOf = (ids: Id[]) => ids.map((customer) => ({ customer, at: new Date('2026-01-01') }));
    // The second is far beyond every customer: sets have no room for it.
    const far = typeof goes === 'number' ? [2 ** 26 + 1, 2 ** 26 + 2] : [];
    await host.addPurchases(guestsOf([...strangers, ...far.slice(1)]));
    const bought = { event: 'purchase', operator: 'did' };
    const count = (operator: string, value: number) => ({ ...bought, count: { operator, value } });
    const metrics = new EngineMetrics();
    const engine = newEngine(host.app, {}, metrics);
    const wires = [bought, { ...bought, operator: 'did_not' }, count('at_least', 2), count('at_most', 1)];
    // What is read whole at first is asked about by itself later.
    for (let round = 0; round < 2; round++) {
      await compareRules(engine, wires, (_, { memory }, { cache }) => {
        expect(memory.map(({ length }) => length)).toEqual([1, 4, 0, 5]);
        expect(cache.state.bytes).toBeLessThan(1_000_000);
        return Promise.resolve();
      });
      await host.addPurchases(guestsOf([...strangers, ...far]));
    }
    expect((await metrics.coldStarts.get()).values.map(({ value }) => value)).toEqual([0]);
  });

  it('compares a text with that of another field, not with itself', async () => {
    await host.addCustomers([
      { email: 'one@example.com', city: 'one@example.com' },
      { email: 'two@example.com', city: 'one@example.com' },
    ]);
    const { city, email } = host.fields;
    const operators = ['equals', 'not_equals', 'equals_exactly', 'contains', 'starts_with', 'ends_with'];
    const both = (field: string, value_field: string) =>
      operators.map((operator) => ({ field, operator, value_field }));
    await compareRules(newEngine(host.app), [...both(city, email), ...both(email, city)]);
  });

  it('numbers everyone, whichever way they came', async () => {
    await compareRules(newEngine(host.app), [shop.scoreAtLeast(0)], async (view, compared, running) => {
      expect(compared.memory[0]).toHaveLength(4);
      const everyone = await linked([{ ...shop.scoreAtLeast(-1) }], view);
      expect((await bySql(everyone, view, running))[0]).not.toContain(-1);
    });
  });
});

async function countsOf({ checks, differences }: EngineMetrics) {
  const valueOf = async (counter: typeof checks) => (await counter.get()).values[0]?.value ?? 0;
  return { checks: await valueOf(checks), differences: await valueOf(differences) };
}
