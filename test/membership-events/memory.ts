import { SegmentObserver } from '../../libs/targeting/src/membership-events/segment-observer.js';
import type { Host } from '../hosts/host.js';
import { openReferenceHost } from '../hosts/reference-host.js';
import { all, Shop } from '../library/shop.js';

/** Four blocks of sets in memory, which are eight stored ones. */
const customers = 250_000;

describe('what is remembered of observed segments', () => {
  let host: Host;
  let shop: Shop;
  let observer: SegmentObserver;
  beforeAll(async () => {
    host = await openReferenceHost();
    shop = new Shop(host);
    observer = host.app.get(SegmentObserver);
  });
  afterAll(() => host?.close());
  beforeEach(async () => {
    await host.clear();
    await host.dataSource.query(
      `INSERT INTO customers (id, email, score)
         SELECT n, n || '@example.com', n % 100 FROM generate_series(1, ${customers}) n`,
    );
  });

  const segmentOf = async (least: number) =>
    (await shop.segment(`From ${least}`, { ...all(shop.scoreAtLeast(least)), not: true })).id as number;
  const score = (id: number, value: number) =>
    host.dataSource.query('UPDATE customers SET score = $2 WHERE id = $1', [id, value]);
  /** Since they were asked for before. */
  const told = async () => {
    const [events] = await host.dataSource.query<[{ customer_id: number; change: string }[]]>(
      'DELETE FROM targeting.membership_events RETURNING customer_id, change',
    );
    return events.map(({ customer_id, change }) => `${customer_id} ${change}`).sort();
  };
  const withoutStored = async (where: string, work: () => Promise<void>) => {
    await host.dataSource.query(
      `CREATE TABLE hidden AS SELECT * FROM targeting.observed_members WHERE ${where};
       DELETE FROM targeting.observed_members WHERE ${where}`,
    );
    await work();
    await host.dataSource.query(
      'INSERT INTO targeting.observed_members TABLE hidden ON CONFLICT DO NOTHING; DROP TABLE hidden',
    );
  };

  it('is far less than their members', async () => {
    const count = 20;
    for (let least = 1; least <= count; least++) await observer.observe(await segmentOf(least));
    const { last } = observer as unknown as { last: Map<number, { running: unknown }> };
    expect(last.size).toBeGreaterThanOrEqual(count);
    const held = [...last.values()].map((each) => arrayBytes({ ...each, running: undefined }));
    expect(Math.max(...held)).toBeLessThan(customers / 8 / 100);
  });

  it('tells who came and who left, in whichever block, and nothing when nothing has changed', async () => {
    const id = await segmentOf(50);
    expect((await observer.observe(id)).isChanged).toBe(false);
    await withoutStored('true', async () => expect((await observer.observe(id)).isChanged).toBe(false));
    await score(249_900, 99);
    await score(60, 1);
    expect((await observer.observe(id)).isChanged).toBe(true);
    expect(await told()).toEqual(['249900 left', '60 entered']);
    // Only what can have changed is read.
    await score(100_000, 99);
    await withoutStored('block NOT IN (2, 3)', async () =>
      expect((await observer.observe(id)).isChanged).toBe(true),
    );
    expect(await told()).toEqual(['100000 left']);
    await score(100_000, 1);
    await score(100_000, 99);
    expect((await observer.observe(id)).isChanged).toBe(false);
  });

  it('is not taken for what another process has told since, or for other rules', async () => {
    const id = await segmentOf(50);
    await observer.observe(id);
    const another = await host.another();
    try {
      await score(60, 1);
      expect((await another.app.get(SegmentObserver).observe(id)).isChanged).toBe(true);
      await score(70_060, 1);
      expect((await observer.observe(id)).isChanged).toBe(true);
      await score(70_060, 60);
      expect((await another.app.get(SegmentObserver).observe(id)).isChanged).toBe(true);
      expect(await told()).toEqual(['60 entered', '70060 entered', '70060 left']);
    } finally {
      await another.close();
    }
    await observer.observe(id);
    await host.api.put(`segments/${id}`, { conditions: all(shop.scoreAtLeast(50)) });
    expect((await observer.observe(id)).isChanged).toBe(true);
    expect(await told()).toHaveLength(customers);
  });
});

/** Of all that is held by a value. */
function arrayBytes(value: unknown, seen = new Set<unknown>()): number {
  if (typeof value !== 'object' || value === null || seen.has(value)) return 0;
  seen.add(value);
  if (ArrayBuffer.isView(value)) return value.byteLength;
  const parts = value instanceof Map ? [...value] : Object.values(value);
  return parts.reduce<number>((bytes, part) => bytes + arrayBytes(part, seen), 0);
}
