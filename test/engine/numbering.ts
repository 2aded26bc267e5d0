import { Logger } from '@nestjs/common';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { EngineMetrics } from '../../libs/targeting/src/engine/metrics.js';
import { giveOutAnewSql, tooLarge } from '../../libs/targeting/src/engine/ordinals.js';
import { ConsistentRead } from '../../libs/targeting/src/host/consistent-read.js';
import { SegmentObserver } from '../../libs/targeting/src/membership-events/segment-observer.js';
import { SegmentRules } from '../../libs/targeting/src/segments/segment-rules.js';
import { openForeignHost } from '../hosts/foreign-host.js';
import type { Host } from '../hosts/host.js';
import { openReferenceHost } from '../hosts/reference-host.js';
import { all, Shop } from '../library/shop.js';
import { compareRules, Unanswered } from './model/compare.js';
import { newEngine } from './model/process.js';

describe('customers that are numbered anew', () => {
  let host: Host;
  let shop: Shop;
  beforeEach(async () => {
    host = await openReferenceHost();
    shop = new Shop(host);
    await host.clear();
    await shop.people(1, 5, 9);
  });
  afterEach(() => host?.close());

  const count = async () =>
    (await host.api.post('segments/preview', { conditions: all(shop.scoreAtLeast(5)) }, 200)).count as number;
  const add = (id: number) => `INSERT INTO customers (id, score, subscribed) VALUES (${id}, 9, true)`;

  it('are all, also whom another transaction has added by then and not yet committed', async () => {
    expect(await count()).toBe(2);
    const runner = host.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query(add(77));
    await host.dataSource.query(add(2_000_000_000));
    const counted = await countingUntil(`relation = 'customers'::regclass`);
    await runner.commitTransaction();
    await runner.release();
    await counted.now;
    expect(await count()).toBe(4);
  });

  it('are changed by others meanwhile', async () => {
    expect(await count()).toBe(2);
    const runner = host.dataSource.createQueryRunner();
    await runner.startTransaction();
    // Whoever numbers this customer waits.
    await runner.query(
      'INSERT INTO targeting.ordinals (customer_id) SELECT id FROM customers ORDER BY id LIMIT 1',
    );
    await host.dataSource.query(add(2_000_000_000));
    const counted = await countingUntil(`locktype = 'transactionid'`);
    await host.dataSource.transaction(async (manager) => {
      await manager.query(`SET LOCAL lock_timeout = '1s'`);
      await manager.query(add(77));
    });
    await runner.commitTransaction();
    await runner.release();
    await counted.now;
    expect(await count()).toBe(4);
  });

  /** Counts; back when that is over, or waits for such a lock. */
  const countingUntil = async (lock: string) => {
    let isOver = false;
    const now = count().finally(() => (isOver = true));
    const isWaiting = `SELECT EXISTS (SELECT FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE datname = current_database() AND NOT granted AND ${lock}) AS waits`;
    for (let waits = false; !waits && !isOver; await turnOfTheLoop())
      [{ waits }] = await host.dataSource.query<[{ waits: boolean }]>(isWaiting);
    return { now };
  };
});

describe('numbers of customers that are used up', () => {
  let host: Host;
  let shop: Shop;
  beforeAll(async () => {
    host = await openForeignHost();
    shop = new Shop(host);
    await host.clear();
    await shop.people(1, 5, 9);
  });
  afterAll(() => host?.close());
  afterEach(() => jest.restoreAllMocks());

  const useUp = () =>
    host.dataSource.query(
      `SELECT setval(pg_get_serial_sequence('targeting.ordinals', 'ordinal'), ${tooLarge})`,
    );
  const rules = () => [shop.scoreAtLeast(5)];

  it('are told of once, and SQL counts; they can be given out anew', async () => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation();
    const segment = await shop.segment('Five', all(shop.scoreAtLeast(5)));
    const metrics = new EngineMetrics();
    const engine = newEngine(host.app, {}, metrics);
    await compareRules(engine, rules());
    await useUp();
    const [added] = await shop.people(7);
    for (let times = 0; times < 3; times++)
      await expect(compareRules(engine, rules())).rejects.toThrow(Unanswered);
    expect(logged).toHaveBeenCalledWith(expect.stringContaining('are used up'));
    // Not at each question; the engine of the host may have told of it, too.
    expect(logged.mock.calls.length).toBeLessThan(3);
    expect((await metrics.coldStarts.get()).values).toMatchObject([{ value: 1 }]);
    const preview = () => host.api.post('segments/preview', { conditions: all(shop.scoreAtLeast(5)) }, 200);
    expect(await preview()).toMatchObject({ count: 3 });
    await host.dataSource.query(giveOutAnewSql);
    expect(logged).toHaveBeenCalledWith(expect.stringContaining(giveOutAnewSql));
    const later = newEngine(host.app);
    await compareRules(later, rules());
    const [{ most }] = await host.dataSource.query<[{ most: number }]>(
      'SELECT max(ordinal)::int AS most FROM targeting.ordinals',
    );
    expect(most).toBe(4);
    const observer = new SegmentObserver(
      later,
      host.app.get(ConsistentRead, { strict: false }),
      host.app.get(SegmentRules, { strict: false }),
    );
    expect((await observer.observe(segment.id)).isChanged).toBe(false);
    await host.changeCustomer(added!, { score: 1 });
    expect((await observer.observe(segment.id)).isChanged).toBe(true);
  });

  it('are no matter where only those have large ones who are gone', async () => {
    await useUp();
    const [gone] = await shop.people(7);
    await host.addPurchases([{ customer: gone!, at: new Date('2026-01-01') }]);
    const { table, key } = host.customers;
    await host.dataSource.query(`DELETE FROM ${table} WHERE ${key} = $1`, [gone]);
    await compareRules(newEngine(host.app), [...rules(), { event: 'purchase', operator: 'did' }]);
  });
});
