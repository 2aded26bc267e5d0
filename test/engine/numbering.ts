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
    let isCounted = false;
    const counted = count().finally(() => (isCounted = true));
    const isWaiting = `SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND relation = 'customers'::regclass) AS waits`;
    for (let waits = false; !waits && !isCounted; await turnOfTheLoop())
      [{ waits }] = await host.dataSource.query<[{ waits: boolean }]>(isWaiting);
    await runner.commitTransaction();
    await runner.release();
    await counted;
    expect(await count()).toBe(4);
  });
});
