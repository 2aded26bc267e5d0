import { openReferenceHost } from '../hosts/reference-host.js';
import type { Host, Id } from '../hosts/host.js';
import { all, Shop } from './shop.js';

/** Small integers are numbers by themselves; when a key comes that is none, all customers are numbered anew. */
describe('a review', () => {
  let host: Host;
  beforeAll(async () => (host = await openReferenceHost()));
  afterAll(() => host?.close());

  it('stays right when customers are numbered anew, and is when they have been', async () => {
    const shop = new Shop(host);
    await host.clear();
    const people = await shop.people(10, 20, 30, 40);
    const segment = await shop.segment('Twenty', all(shop.scoreAtLeast(20)));
    const campaign = await host.addCampaign({ segment: segment.id });
    expect(await host.review(campaign)).toMatchObject({ count: 3 });
    expect(await numbering()).toEqual([{ by_key: true }]);

    const large = 2_000_000_000;
    await host.dataSource.query(`INSERT INTO customers (id, score, subscribed) VALUES ($1, 99, true)`, [
      large,
    ]);
    await host.changeCustomer(people[1]!, { score: 1 });
    const moved = { entered: 1, left: 1, now: { count: 3 } };
    const samples = { entered_sample: [{ id: large }], left_sample: [{ id: people[1] }] };
    expect(await host.drift(campaign)).toMatchObject({ ...moved, ...samples });
    expect(await host.preview(campaign)).toMatchObject({ count: 3 });
    expect(await host.drift(campaign)).toMatchObject({ ...moved, ...samples });

    expect(await host.review(campaign)).toMatchObject({ count: 3 });
    expect(await numbering()).toEqual([{ by_key: false }]);
    expect(await host.drift(campaign)).toMatchObject({ entered: 0, left: 0, now: { count: 3 } });
    await erase(large);
    expect(await host.drift(campaign)).toMatchObject({
      ...{ entered: 0, left: 1, now: { count: 2 } },
      left_sample: [{ id: large, name: null, reason: 'The customer is gone.' }],
    });
  });

  const numbering = () => host.dataSource.query('SELECT by_key FROM targeting.target_reviews');
  const erase = (id: Id) => host.dataSource.query('DELETE FROM customers WHERE id = $1', [id]);
});
