import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { AskedLeaves } from '../../libs/targeting/src/counting/asked-leaves.js';
import { BitCounts } from '../../libs/targeting/src/counting/bit-counts.js';
import type { MembershipCache } from '../../libs/targeting/src/engine/membership-cache.js';
import type { MembershipEngine } from '../../libs/targeting/src/engine/membership-engine.js';
import { EngineMetrics } from '../../libs/targeting/src/engine/metrics.js';
import { planOf } from '../../libs/targeting/src/targets/plan.js';
import type { Host } from '../hosts/host.js';
import { openReferenceHost } from '../hosts/reference-host.js';
import { last, Shop } from '../library/shop.js';
import { askMemory, compareRules, linked, Unanswered } from './model/compare.js';
import { newEngine, optionsOf } from './model/process.js';

/** For about ten sets of 16 kB, each with its rule. */
const cap = 200_000;

describe('the room in memory', () => {
  let host: Host;
  let shop: Shop;
  let metrics: EngineMetrics;
  let engine: MembershipEngine;
  let cache: MembershipCache;
  beforeAll(async () => {
    host = await openReferenceHost();
    shop = new Shop(host);
    await host.clear();
    await host.dataSource.query(
      `INSERT INTO customers (email, score) SELECT n || '@example.com', n % 100 FROM generate_series(1, 100000) n`,
    );
  });
  afterAll(() => host?.close());
  beforeEach(async () => {
    metrics = new EngineMetrics();
    engine = newEngine(host.app, { memoryBytes: cap }, metrics);
    cache = (await askMemory(engine, (_, running) => Promise.resolve(running.cache)))!.value;
  });

  const scores = (first: number, count: number) =>
    Array.from({ length: count }, (_, index) => shop.scoreAtLeast(97 + first / 100 + index / 10_000));
  /** Whether memory answers, rightly. */
  const isAnswered = (rules: readonly object[]): Promise<boolean> =>
    compareRules(engine, rules).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Unanswered) return false;
        throw error;
      },
    );
  /** The most that memory has held meanwhile. */
  const mostBytes = async (work: Promise<unknown>): Promise<number> => {
    let isOver = false;
    void work.finally(() => (isOver = true)).catch(() => undefined);
    let most = 0;
    for (; !isOver; await turnOfTheLoop()) most = Math.max(most, cache.state.bytes);
    await work;
    return Math.max(most, cache.state.bytes);
  };

  it('is not exceeded by one edit after another, and each is answered', async () => {
    const edits = async () => {
      for (let edit = 0; edit < 30; edit++) expect(await isAnswered(scores(edit, 2))).toBe(true);
    };
    const most = await mostBytes(edits());
    expect(most).toBeLessThanOrEqual(cap);
    expect(most).toBeGreaterThan(cap / 2);
  });

  it('is not exceeded by a question that needs more, which is left to SQL, and others keep their sets', async () => {
    const kept = scores(1, 3);
    expect(await isAnswered(kept)).toBe(true);
    const before = cache.state;
    expect(
      await mostBytes(isAnswered([...kept, ...scores(2, 40)]).then((is) => expect(is).toBe(false))),
    ).toBe(before.bytes);
    expect(cache.state).toMatchObject({ leaves: before.leaves, bytes: before.bytes });
  });

  it('is not filled in vain by such a question when it is the first', async () => {
    expect(await isAnswered(scores(1, 40))).toBe(false);
    expect(cache.state.leaves).toBe(1);
  });

  it('is not exceeded by many at once, which do not push out what the others need', async () => {
    const answers = Promise.all(Array.from({ length: 12 }, (_, index) => isAnswered(scores(index, 5))));
    expect(await mostBytes(answers)).toBeLessThanOrEqual(cap);
    // What has room is answered by memory; nothing was read twice.
    expect((await answers).filter((is) => is).length).toBeGreaterThan(0);
    expect(await isAnswered(scores(50, 5))).toBe(true);
  });

  it('counts long rules with their values', async () => {
    const long = (first: string) => ({
      field: host.fields.city,
      operator: 'in',
      value: [first, ...Array.from({ length: 1_000 }, (_, index) => `City ${index}`)],
    });
    const edits = async () => {
      for (let edit = 0; edit < 10; edit++) expect(await isAnswered([long(`Rome ${edit}`)])).toBe(true);
    };
    expect(await mostBytes(edits())).toBeLessThanOrEqual(cap);
    expect(cache.state.leaves).toBeLessThan(6);
  });

  it('is not exceeded when sets grow', async () => {
    const rules = scores(1, 6);
    expect(await isAnswered(rules)).toBe(true);
    await host.dataSource.query(
      `INSERT INTO customers (id, email, score) VALUES (2000000, 'far@example.com', 50)`,
    );
    expect(await mostBytes(isAnswered(rules).then((is) => expect(is).toBe(false)))).toBeLessThanOrEqual(cap);
    await host.dataSource.query('DELETE FROM customers WHERE id = 2000000');
  });

  it('counts who is due soon, and does without where there is no room for it', async () => {
    const start = Date.parse('2026-03-31T09:00:00Z');
    let now = start;
    optionsOf(host.app).clock = () => new Date(now);
    const hour = 3_600_000;
    const rules = [
      { event: 'purchase', operator: 'did', within: last(1, 'hour') },
      { event: 'purchase', operator: 'did', within: last(2, 'hour') },
    ];
    // Each 20 ms one goes out of the first window.
    await host.dataSource.query(
      `INSERT INTO events (customer_id, type, occurred_at)
         SELECT id, 'purchase', $1::timestamptz + n * interval '20 milliseconds'
         FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM customers LIMIT 6000) c`,
      [new Date(start - hour)],
    );
    const large = newEngine(host.app, { memoryBytes: 10 * 2 ** 20 });
    const bytesOf = async (one: MembershipEngine) =>
      (await askMemory(one, (_, running) => Promise.resolve(running.cache.state.bytes)))!.value;
    const bytes: number[] = [];
    for (; now < start + 6_000; now += 1_001) {
      await compareRules(large, rules);
      bytes.push(await bytesOf(large));
      expect(await isAnswered(rules)).toBe(true);
      expect(cache.state.bytes).toBeLessThanOrEqual(cap);
    }
    expect(bytes[1]! - bytes[0]!).toBeGreaterThan(6_000 * 200);
    // Twice as many, among more customers: it looks less far ahead.
    await host.dataSource.query(`INSERT INTO customers (id, score) VALUES (400000, 1)`);
    await host.dataSource.query(
      `INSERT INTO events (customer_id, type, occurred_at)
         SELECT id, 'purchase', $1::timestamptz + n * interval '60 milliseconds'
         FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM customers LIMIT 10000) c`,
      [new Date(start - hour)],
    );
    const other = newEngine(host.app, { memoryBytes: 10 * 2 ** 20 });
    await compareRules(other, rules);
    const empty = await bytesOf(other);
    now += 1_001;
    await compareRules(other, rules);
    const held = (await bytesOf(other)) - empty;
    expect(held).toBeGreaterThan(1_000 * 200);
    expect(held).toBeLessThan(10_000 * 400);
    now += 70_000;
    await compareRules(other, rules);
    await host.dataSource.query('DELETE FROM customers WHERE id = 400000; DELETE FROM events');
    delete optionsOf(host.app).clock;
  });

  it('counts what was counted of plans, as far as there is room for it', async () => {
    const counted = async (edit: number) => {
      const answer = await askMemory(engine, async (view, running) => {
        const [rule] = await linked(scores(edit, 1), view);
        const counts = new BitCounts(view, running.cache, running.ordinals, new AskedLeaves(metrics));
        return (await counts.ledger({ plan: planOf({ kind: 'segment', rule: rule! }) })).final;
      });
      expect(answer!.value).toBe(2_000);
    };
    const before = cache.counts.bytes;
    await counted(1);
    expect(cache.counts.bytes).toBeGreaterThan(before);
    for (let edit = 2; edit < 30; edit++) {
      await counted(edit);
      expect(cache.counts.bytes).toBeLessThanOrEqual(cap / 16);
      expect(cache.state.bytes).toBe(cache.slots.bytes + cache.counts.bytes);
      expect(cache.state.bytes).toBeLessThanOrEqual(cap);
    }
    expect(cache.counts.bytes).toBeGreaterThan(cap / 32);
  });
});
