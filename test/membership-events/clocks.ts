import { openForeignHost } from '../hosts/foreign-host.js';
import { Settings } from '../hosts/foreign/settings.module.js';
import type { Host } from '../hosts/host.js';
import { all, last, Shop } from '../library/shop.js';

const day = 86_400_000;

interface Page<T> {
  data: T[];
}
interface Point {
  count: number;
  entered: number;
  left: number;
}
interface Told {
  customer_id: unknown;
  change: string;
  reason: string;
}

describe('a clock that is put back', () => {
  let host: Host;
  beforeAll(async () => (host = await openForeignHost()));
  afterAll(() => host?.close());

  it('leaves sizes in the order in which they were recorded, page by page', async () => {
    const shop = new Shop(host);
    const settings = host.app.get(Settings, { strict: false });
    await host.clear();
    const [person] = await shop.people(90, 90, 90);
    const { id } = (await shop.segment('VIP', all(shop.scoreAtLeast(80)))) as { id: number };
    const now = Date.now();
    const hour = day / 24;
    for (const [score, at] of [
      [90, now],
      [1, now + 1],
      [99, now - hour],
      [2, now - hour],
      // The very instant of another one.
      [98, now],
    ] as const) {
      settings.now = new Date(at);
      await host.changeCustomer(person!, { score });
      await host.api.get(`segments/${id}/history`);
    }
    const sizes = await host.api.all<Point>(`segments/${id}/history`, 2);
    expect(sizes.map(({ count, entered, left }) => [count, entered, left])).toEqual([
      [3, 1, 0],
      [2, 0, 1],
      [3, 1, 0],
      [2, 0, 1],
      [3, 0, 0],
    ]);
  });
});

describe('processes whose clocks differ', () => {
  let host: Host;
  let another: Host;
  beforeAll(async () => {
    host = await openForeignHost();
    another = await host.another();
  });
  afterAll(async () => {
    await another?.close();
    await host?.close();
  });

  /** Observed by a process at an instant. */
  const sizeAt = async ({ app, api }: Host, id: number, instant: number) => {
    app.get(Settings, { strict: false }).now = new Date(instant);
    const { data, not_observed } = (await api.get(`segments/${id}/history`)) as Page<Point> & {
      not_observed: string | null;
    };
    expect(not_observed).toBeNull();
    return data[0]?.count;
  };
  const changes = async (id: number) => {
    const { data } = (await host.api.get(`segments/${id}/events`)) as Page<Told & { at: string }>;
    return data.map(({ change, at }) => [change, Date.parse(at)]);
  };

  it('do not tell that somebody came back, and left again, whom time has taken out', async () => {
    const shop = new Shop(host);
    await host.clear();
    const now = Date.now();
    const [person] = await shop.people(1);
    await host.addPurchases([{ customer: person!, at: new Date(now - day), amount: 1 }]);
    const rule = { event: 'purchase', operator: 'did', within: last(1) };
    const { id } = (await shop.segment('Buyers', all(rule))) as { id: number };
    expect(await sizeAt(host, id, now - 30_000)).toBe(1);
    for (let turn = 0; turn < 3; turn++) {
      expect(await sizeAt(another, id, now + 20_000 + turn)).toBe(0);
      expect(await sizeAt(host, id, now - 30_000 + turn)).toBe(0);
    }
    await host.addPurchases([{ customer: person!, at: new Date(now - 1), amount: 1 }]);
    expect(await sizeAt(host, id, now - 1)).toBe(1);
    expect(await changes(id)).toEqual([
      ['entered', now + 20_000],
      ['left', now + 20_000],
    ]);
  });

  it('do not either while it is another day for each', async () => {
    const midnight = (Math.floor(Date.now() / day) + 1) * day;
    await host.clear();
    const lastYear = new Date(midnight - 1);
    lastYear.setUTCFullYear(lastYear.getUTCFullYear() - 1);
    await host.addCustomers([{ seen: lastYear.toISOString() }]);
    const rule = { field: host.fields.seen, operator: 'anniversary_in', value: 'today' };
    const { id } = (await new Shop(host).segment('A year ago', all(rule))) as { id: number };
    expect(await sizeAt(host, id, midnight - 20_000)).toBe(1);
    expect(await sizeAt(another, id, midnight + 10_000)).toBe(0);
    expect(await sizeAt(host, id, midnight - 10_000)).toBe(0);
    expect(await sizeAt(host, id, midnight + 20_000)).toBe(0);
    expect(await changes(id)).toEqual([['left', midnight + 10_000]]);
  });
});

describe('the passing of time', () => {
  let host: Host;
  beforeAll(async () => (host = await openForeignHost()));
  afterAll(() => host?.close());

  it('takes customers out of windows and brings them back, and is told as the reason', async () => {
    const shop = new Shop(host);
    const settings = host.app.get(Settings, { strict: false });
    await host.clear();
    const now = Date.now();
    const [early, late] = await shop.people(1, 2);
    await host.addPurchases([
      { customer: early!, at: new Date(now - 9 * day), amount: 1 },
      { customer: late!, at: new Date(now - 2 * day), amount: 1 },
    ]);
    const { id } = await shop.segment(
      'Buyers',
      all({ event: 'purchase', operator: 'did', within: last(10) }),
    );
    const observedAt = async (instant: number) => {
      settings.now = new Date(instant);
      const { data } = (await host.api.get(`segments/${id}/history`)) as Page<Point>;
      return data[0];
    };
    expect(await observedAt(now)).toMatchObject({ count: 2 });
    expect(await observedAt(now + 2 * day)).toMatchObject({ count: 1, entered: 0, left: 1 });
    await host.changeCustomer(late!, { score: 5 });
    expect(await observedAt(now + 30 * day)).toMatchObject({ count: 0, left: 1 });
    expect(await observedAt(now + day / 2)).toBeDefined();
    const { data } = (await host.api.get(`segments/${id}/events`)) as Page<Told>;
    expect(
      data
        .map(({ customer_id, change, reason }) => [customer_id, change, reason])
        .reverse()
        .slice(0, 2),
    ).toEqual([
      [early, 'left', 'time'],
      [late, 'left', 'data'],
    ]);
    expect(data).toHaveLength(4);
  });
});
