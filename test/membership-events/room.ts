import { DataSource } from 'typeorm';
import { MembershipCache } from '../../libs/targeting/src/engine/membership-cache.js';
import type { MembershipEngine } from '../../libs/targeting/src/engine/membership-engine.js';
import { ConsistentRead } from '../../libs/targeting/src/host/consistent-read.js';
import { ObservationLoop } from '../../libs/targeting/src/membership-events/observation-loop.js';
import { SegmentObserver } from '../../libs/targeting/src/membership-events/segment-observer.js';
import { SegmentRules } from '../../libs/targeting/src/segments/segment-rules.js';
import { askMemory, compareRules } from '../engine/model/compare.js';
import { newEngine, optionsOf } from '../engine/model/process.js';
import type { Host } from '../hosts/host.js';
import { openReferenceHost } from '../hosts/reference-host.js';
import { all, Shop } from '../library/shop.js';

/** For ten sets of 8 kB with their rules: half of them for observation. */
const memoryBytes = 120_000;
const segments = 12;

describe('segments that are observed with little memory', () => {
  let host: Host;
  let shop: Shop;
  let engine: MembershipEngine;
  let cache: MembershipCache;
  let loop: ObservationLoop;
  beforeAll(async () => {
    host = await openReferenceHost();
    shop = new Shop(host);
    // That of the host would observe them, too.
    await host.app.get(ObservationLoop, { strict: false }).onModuleDestroy();
    await host.clear();
    await host.dataSource.query(
      `INSERT INTO customers (email, score) SELECT n || '@example.com', n % 100 FROM generate_series(1, 40000) n`,
    );
    engine = newEngine(host.app, { memoryBytes });
    cache = (await askMemory(engine, (_, running) => Promise.resolve(running.cache)))!.value;
    const [read, rules] = [ConsistentRead, SegmentRules].map((each) =>
      host.app.get<unknown>(each, { strict: false }),
    ) as [ConsistentRead, SegmentRules];
    const observer = new SegmentObserver(engine, read, rules);
    loop = new ObservationLoop(optionsOf(host.app), host.app.get(DataSource), engine, observer);
    for (let least = 1; least <= segments; least++)
      await shop.segment(`From ${least}`, all(shop.scoreAtLeast(least)));
  });
  afterAll(() => host?.close());

  const asked = () => [1, 2, 3, 4].map((edit) => shop.scoreAtLeast(97 + edit / 10));
  const readWhole = async (work: () => Promise<void>): Promise<number> => {
    const put = jest.spyOn(MembershipCache.prototype, 'put');
    try {
      await work();
      return put.mock.calls.length;
    } finally {
      put.mockRestore();
    }
  };
  const rounds = async (count: number) => {
    for (let round = 0; round < count; round++) await loop.observeAll();
  };
  const observed = async () =>
    (await host.dataSource.query<unknown[]>('SELECT FROM targeting.observed_segments')).length;

  it('take up their part, and come in turn beyond it', async () => {
    await compareRules(engine, asked());
    await loop.observeAll();
    const first = await observed();
    expect(first).toBeGreaterThan(1);
    expect(first).toBeLessThan(segments);
    await loop.observeAll();
    expect(await observed()).toBe(first + 1);
    await rounds(segments - first - 1);
    expect(await observed()).toBe(segments);
    expect(cache.state.bytes).toBeLessThanOrEqual(memoryBytes);
  });

  it('push out nothing that is asked for, and are not read anew in each round', async () => {
    await compareRules(engine, asked());
    expect(
      await readWhole(async () => {
        await rounds(5);
        await compareRules(engine, asked());
        await rounds(2);
      }),
    ).toBe(0);
  });

  it('are not pushed out by one edit after another', async () => {
    const edits = async () => {
      for (let edit = 0; edit < 20; edit++) await compareRules(engine, [shop.scoreAtLeast(98 + edit / 100)]);
    };
    expect(await readWhole(edits)).toBe(20);
    expect(await readWhole(() => rounds(2))).toBe(0);
  });

  it('all tell who came, each once, those beyond in turn', async () => {
    const told = async () => {
      const rows = await host.dataSource.query<{ segment_id: number }[]>(
        'SELECT segment_id FROM targeting.membership_events',
      );
      return rows.map(({ segment_id }) => segment_id);
    };
    await host.dataSource.query(
      'UPDATE customers SET score = 99 WHERE id = (SELECT min(id) FROM customers WHERE score = 0)',
    );
    await loop.observeAll();
    const first = (await told()).length;
    expect(first).toBeGreaterThan(1);
    expect(first).toBeLessThan(segments);
    await rounds(segments);
    expect(new Set(await told()).size).toBe(segments);
    expect(await told()).toHaveLength(segments);
  });

  it('leave their room to others when they are observed no more', async () => {
    const many = Array.from({ length: 7 }, (_, edit) => shop.scoreAtLeast(99 - edit / 100));
    await expect(compareRules(engine, many)).rejects.toThrow('Memory has not answered');
    await host.dataSource.query(`UPDATE targeting.segments SET status = 'archived'`);
    await loop.observeAll();
    await compareRules(engine, many);
  });

  it('take no room where their rules can never be kept', async () => {
    for (let number = 1; number <= segments; number++)
      await shop.segment(`Silent ${number}`, {
        logic: 'AND',
        rules: [
          {
            ...{ event: 'purchase', operator: 'did', within: { last: number, unit: 'day' } },
            then: { event: 'purchase', operator: 'did_not', within: { amount: 1, unit: 'month' } },
          },
        ],
      });
    const { id } = await shop.segment('After them', all(shop.scoreAtLeast(50)));
    await loop.observeAll();
    expect(
      await host.dataSource.query(
        'SELECT segment_id FROM targeting.observed_segments WHERE segment_id = $1',
        [id],
      ),
    ).toHaveLength(1);
  });
});
