import { SegmentObserver } from '../../libs/targeting/src/membership-events/segment-observer.js';
import type { Host, Id } from '../hosts/host.js';
import { openReferenceHost } from '../hosts/reference-host.js';
import { all, Shop } from '../library/shop.js';

interface Told {
  id: string;
  customer_id: Id;
  name: string | null;
  change: string;
}

/** Small integers are numbers by themselves; when a key comes that is none, all customers are numbered anew. */
describe('who came and left when customers are numbered anew', () => {
  let host: Host;
  let shop: Shop;
  let people: Id[];
  let segment: { id: number };
  let told: string;
  // A host of its own for each: once numbered, customers stay so.
  beforeEach(async () => {
    host = await openReferenceHost();
    shop = new Shop(host);
    await host.clear();
    // Else their ordinals would be their keys.
    for (const id of await shop.people(1, 2, 3)) await erase(id);
    people = await shop.people(10, 20, 30, 40, 50);
    segment = await shop.segment('Twenty', all(shop.scoreAtLeast(20)));
    told = '0';
    expect(await events()).toEqual([]);
    expect(await numbering()).toEqual([{ by_key: true }]);
  });
  afterEach(() => host?.close());

  it('is what happened, by its names, also of who was gone before', async () => {
    await erase(people[4]!);
    await add(2_000_000_000);
    await host.changeCustomer(people[1]!, { score: 1 });
    expect(await events()).toEqual([`${await nameOf(people[1]!)} left`, 'Large entered', 'null left']);
    expect(await numbering()).toEqual([{ by_key: false }]);
    expect(await events()).toEqual([]);
    await host.changeCustomer(people[0]!, { score: 20 });
    expect(await events()).toEqual([`${await nameOf(people[0]!)} entered`]);
  });

  it('is nothing when nothing happened', async () => {
    await add(2_000_000_000, 1);
    const before = await host.api.get(`segments/${segment.id}/history`);
    expect(await events()).toEqual([]);
    expect(await numbering()).toEqual([{ by_key: false }]);
    expect(await host.api.get(`segments/${segment.id}/history`)).toEqual(before);
    const again = await host.another();
    expect(await again.app.get(SegmentObserver, { strict: false }).observe(segment.id)).toEqual({
      isChanged: false,
      notObserved: null,
    });
    await again.close();
  });

  it('is told once by processes that number them in different ways', async () => {
    // Too large for a process that starts, not for one that runs.
    await add(100_000_000);
    const another = await host.another();
    try {
      const observer = another.app.get(SegmentObserver, { strict: false });
      expect((await observer.observe(segment.id)).isChanged).toBe(true);
      expect(await numbering()).toEqual([{ by_key: false }]);
      expect(await events()).toEqual(['Large entered']);
      expect(await numbering()).toEqual([{ by_key: true }]);
      await host.changeCustomer(people[1]!, { score: 1 });
      expect(await events()).toEqual([`${await nameOf(people[1]!)} left`]);
      await erase(people[2]!);
      expect((await observer.observe(segment.id)).isChanged).toBe(true);
      expect(await events()).toEqual(['null left']);
    } finally {
      await another.close();
    }
  });

  /** What was not told before. */
  const events = async (): Promise<string[]> => {
    const { data } = (await host.api.get(`segments/${segment.id}/events`)) as { data: Told[] };
    const news = data.filter(({ id }) => Number(id) > Number(told));
    told = data[0]?.id ?? told;
    return news.map(({ name, change }) => `${name} ${change}`).sort();
  };
  const numbering = () => host.dataSource.query('SELECT by_key FROM targeting.observed_segments');
  const erase = (id: Id) => host.dataSource.query('DELETE FROM customers WHERE id = $1', [id]);
  const add = (id: number, score = 99) =>
    host.dataSource.query(
      `INSERT INTO customers (id, name, score, subscribed) VALUES ($1, 'Large', $2, true)`,
      [id, score],
    );
  const nameOf = async (id: Id): Promise<string> => (await host.api.get(`customers/${id}`)).name as string;
});
