import { Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MembershipEngine, Open, Running } from '../../libs/targeting/src/engine/membership-engine.js';
import { EngineMetrics } from '../../libs/targeting/src/engine/metrics.js';
import type { View } from '../../libs/targeting/src/host/consistent-read.js';
import type { Host } from '../hosts/host.js';
import { openReferenceHost } from '../hosts/reference-host.js';
import { Shop } from '../library/shop.js';
import { askMemory, compareRules, inMemory, linked, Unanswered } from './model/compare.js';
import { newEngine } from './model/process.js';

/** What one question fails by is no matter of the others. */
describe('a question that fails', () => {
  let host: Host;
  let shop: Shop;
  let engine: MembershipEngine;
  let metrics: EngineMetrics;
  let logged: jest.SpyInstance;
  beforeAll(async () => {
    host = await openReferenceHost();
    shop = new Shop(host);
  });
  afterAll(() => host?.close());
  beforeEach(async () => {
    await host.clear();
    await shop.people(1, 5, 9);
    engine = newEngine(host.app, {}, (metrics = new EngineMetrics()));
    logged = jest.spyOn(Logger.prototype, 'error').mockImplementation();
    await compareRules(engine, [shop.scoreAtLeast(5)]);
  });
  afterEach(() => jest.restoreAllMocks());

  const coldStarts = async () => (await metrics.coldStarts.get()).values[0]!.value;

  it.each([
    ['a statement', ({ manager }: View) => manager.query('SELECT 1 / 0'), /division by zero/],
    [
      'its connection',
      ({ manager }: View) => manager.query('SELECT pg_terminate_backend(pg_backend_pid())'),
      /terminat/,
    ],
    [
      'a set that is brought up to date',
      async (view: View, running: Running) => {
        await view.manager.query('SELECT 1 / 0').catch(() => undefined);
        await inMemory(await linked([shop.scoreAtLeast(5)], view), view, running);
      },
      /aborted/,
    ],
  ])('by %s is left to SQL alone', async (_, fail, words) => {
    await shop.people(6);
    expect(await askMemory(engine, fail)).toBeUndefined();
    expect(logged).toHaveBeenCalledTimes(1);
    expect(logged).toHaveBeenCalledWith(expect.stringMatching(words));
    expect(logged).toHaveBeenCalledWith(expect.stringMatching(/\n +at /));
    expect(await askMemory(engine, (_, { cache }) => Promise.resolve(cache.state.leaves))).toEqual({
      value: 2,
    });
    await compareRules(engine, [shop.scoreAtLeast(5)]);
    expect(await coldStarts()).toBe(0);
  });

  it('in the same way again is told once a minute', async () => {
    const fail = () => Promise.reject(new Error('no catalogue today'));
    for (let times = 0; times < 3; times++) expect(await askMemory(engine, fail)).toBeUndefined();
    expect(logged).toHaveBeenCalledTimes(1);
    await compareRules(engine, [shop.scoreAtLeast(5)]);
  });

  const gauge = async (name: string) =>
    ((await metrics.registry.getMetricsAsJSON()) as { name: string; values: { value: number }[] }[]).find(
      (metric) => metric.name === `targeting_${name}`,
    )?.values[0]?.value;

  it('by the right to read the log leaves all to SQL for a while', async () => {
    const asOther: Open = (ask, first) =>
      host.dataSource.transaction('REPEATABLE READ', async (manager) => {
        await manager.query('SET LOCAL ROLE pg_monitor');
        return ask(manager, await first(manager));
      });
    expect(await gauge('memory_serves')).toBe(1);
    const answered = performance.now();
    expect(await askMemory(engine, () => Promise.resolve('answered'), asOther)).toBeUndefined();
    expect(logged).toHaveBeenCalledWith(expect.stringContaining('permission denied'));
    await expect(compareRules(engine, [shop.scoreAtLeast(5)])).rejects.toThrow(Unanswered);
    // Who is alarmed by how far memory is behind must not be told that it is not.
    await sleep(50);
    expect(await gauge('memory_serves')).toBe(0);
    const since = (performance.now() - answered) / 1_000;
    expect(await gauge('log_lag_seconds')).toBeGreaterThanOrEqual(since);
  });

  it('before memory has ever served lags since the start, unless the engine is switched off', async () => {
    newEngine(host.app, {}, (metrics = new EngineMetrics()));
    await sleep(50);
    expect(await gauge('memory_serves')).toBe(0);
    expect(await gauge('log_lag_seconds')).toBeGreaterThanOrEqual(0.045);
    newEngine(host.app, { enabled: false }, (metrics = new EngineMetrics()));
    expect([await gauge('memory_serves'), await gauge('log_lag_seconds')]).toEqual([0, NaN]);
  });

  /** The last one: from here on, customers have numbers. */
  it('by a key that is no small integer, in a rule that is read whole, has customers numbered anew', async () => {
    await host.dataSource.query('INSERT INTO customers (id, score) VALUES (2000000000, 7)');
    await compareRules(engine, [shop.scoreAtLeast(5), shop.scoreAtLeast(7)]);
    expect(await coldStarts()).toBe(1);
    expect(logged).not.toHaveBeenCalled();
  });
});
