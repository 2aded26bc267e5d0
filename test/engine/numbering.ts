import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import type { Host } from '../hosts/host.js';
import { openReferenceHost } from '../hosts/reference-host.js';
import { all, Shop } from '../library/shop.js';

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
