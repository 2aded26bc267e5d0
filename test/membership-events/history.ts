import { MembershipEvents, type MembershipEvent } from 'nest-targeting';
import { MembershipEngine } from '../../libs/targeting/src/engine/membership-engine.js';
import { ObservationLoop } from '../../libs/targeting/src/membership-events/observation-loop.js';
import { SegmentObserver } from '../../libs/targeting/src/membership-events/segment-observer.js';
import { optionsOf } from '../engine/model/process.js';
import { openForeignHost } from '../hosts/foreign-host.js';
import type { Host, Id } from '../hosts/host.js';
import { openReferenceHost } from '../hosts/reference-host.js';
import { all, Shop } from '../library/shop.js';
import { until } from '../support/launch.js';

interface Page<T> {
  data: T[];
  total: number;
}
interface Point {
  count: number;
  entered: number;
  left: number;
}
interface Told {
  id: string;
  customer_id: Id;
  email: string;
  change: string;
  reason: string;
}

describe.each([
  ['the reference host', openReferenceHost],
  ['a foreign host', openForeignHost],
])('the history of a segment, on %s', (_, open) => {
  let host: Host;
  let shop: Shop;
  let people: Id[];
  let segment: { id: number };
  beforeAll(async () => {
    host = await open();
    shop = new Shop(host);
    await host.clear();
    people = await shop.people(90, 85, 10, null);
    segment = await shop.segment('VIP', all(shop.scoreAtLeast(80)));
  });
  afterAll(() => host?.close());

  const history = (): Promise<Page<Point>> => host.api.get(`segments/${segment.id}/history`);
  const events = (): Promise<Page<Told>> => host.api.get(`segments/${segment.id}/events`);

  it('begins with its size, and tells nothing of who was in it before', async () => {
    expect((await history()).data).toEqual([
      { id: expect.any(String), at: expect.any(String), count: 2, entered: 0, left: 0 },
    ]);
    expect(await events()).toEqual({ data: [], total: 0, next: null, not_observed: null });
  });

  it('tells who came and left by a change of data, to the last write', async () => {
    await host.changeCustomer(people[2]!, { score: 99 });
    await host.changeCustomer(people[0]!, { score: 1 });
    expect((await history()).data[0]).toMatchObject({ count: 2, entered: 1, left: 1 });
    expect((await history()).total).toBe(2);
    const told = (await events()).data;
    expect(
      new Set(told.map(({ customer_id, change, reason }) => `${customer_id} ${change} ${reason}`)),
    ).toEqual(new Set([`${people[2]} entered data`, `${people[0]} left data`]));
    expect(told.every(({ email }) => email.endsWith('@example.com'))).toBe(true);
  });

  it('tells that the rules have changed', async () => {
    await host.api.put(`segments/${segment.id}`, { conditions: all(shop.scoreAtLeast(0)) });
    expect((await history()).data[0]).toMatchObject({ count: 3, entered: 1, left: 0 });
    expect((await events()).data[0]).toMatchObject({
      customer_id: people[0],
      change: 'entered',
      reason: 'definition',
    });
  });

  it('tells customers that are gone, and those new', async () => {
    const [added] = await shop.people(50);
    await host.dataSource.query(`DELETE FROM ${host.customers.table} WHERE ${host.customers.key} = $1`, [
      people[0],
    ]);
    expect((await history()).data[0]).toMatchObject({ count: 3, entered: 1, left: 1 });
    const [first, second] = (await events()).data;
    expect([first, second].map((event) => [event?.customer_id, event?.change])).toEqual(
      expect.arrayContaining([
        [added, 'entered'],
        [people[0], 'left'],
      ]),
    );
  });

  it('is read by a host from any place on, once each and in order', async () => {
    const seen: MembershipEvent[] = [];
    const stop = new AbortController();
    const read = async (cursor: string, most: number) => {
      for await (const event of host.app.get(MembershipEvents).since(cursor, { signal: stop.signal })) {
        seen.push(event);
        if (seen.length === most) return;
      }
    };
    await read('0', 3);
    await read(seen.at(-1)!.id, 5);
    const told = (await events()).data.map(({ id }) => id).reverse();
    expect(seen.map(({ id }) => id)).toEqual(told.slice(0, 5));
    expect(seen[0]).toEqual({
      id: expect.any(String),
      customerId: expect.anything(),
      segmentId: segment.id,
      change: expect.stringMatching(/^(entered|left)$/),
      reason: 'data',
      at: expect.any(Date),
    });
  });

  it('writes nothing down twice when two observe at once', async () => {
    const another = await host.another();
    try {
      await host.changeCustomer(people[1]!, { score: -1 });
      const before = (await events()).total;
      await host.changeCustomer(people[1]!, { score: 7 });
      await host.changeCustomer(people[3]!, { score: 7 });
      await Promise.all(
        [host, another, host, another].map(({ app }) => app.get(SegmentObserver).observe(segment.id)),
      );
      expect((await events()).total).toBe(before + 2);
    } finally {
      await another.close();
    }
  });

  it('remembers nothing that was not written down', async () => {
    const another = await host.another();
    const observe = ({ app }: Host) => app.get(SegmentObserver).observe(segment.id);
    try {
      for (const person of [people[1]!, people[3]!]) await host.changeCustomer(person, { score: -1 });
      await observe(host);
      await host.dataSource.query(`
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'Refused.'; END $$;
        CREATE CONSTRAINT TRIGGER refuse AFTER UPDATE ON targeting.observed_segments
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse()`);
      await host.changeCustomer(people[1]!, { score: 7 });
      await expect(observe(host)).rejects.toThrow('Refused.');
      await host.dataSource.query('DROP FUNCTION refuse CASCADE');
      await host.changeCustomer(people[1]!, { score: -1 });
      await host.changeCustomer(people[3]!, { score: 7 });
      expect((await observe(another)).isChanged).toBe(true);
      expect((await observe(host)).isChanged).toBe(false);
    } finally {
      await another.close();
    }
  });
});

describe('the history of a segment that cannot be observed', () => {
  let host: Host;
  let shop: Shop;
  beforeAll(async () => {
    host = await openReferenceHost();
    shop = new Shop(host);
  });
  afterAll(() => host?.close());
  beforeEach(() => host.clear());

  /** Who is in it, observed once, and then somebody new whom no observation has seen. */
  const observedBefore = async (): Promise<number> => {
    const [person] = await shop.people(90, 10);
    const { id } = (await shop.segment('VIP', all(shop.scoreAtLeast(80)))) as { id: number };
    expect(await host.api.get(`segments/${id}/history`)).toMatchObject({ total: 1, not_observed: null });
    await host.changeCustomer(person!, { score: 1 });
    return id;
  };

  /** What was recorded before is told, and why there is no more. */
  const expectOld = async (id: number, not_observed: string) => {
    expect(await host.api.get(`segments/${id}/history`)).toMatchObject({
      data: [{ count: 1 }],
      not_observed,
    });
    expect(await host.api.get(`segments/${id}/events`)).toMatchObject({ data: [], not_observed });
  };

  it('says so while the engine is switched off', async () => {
    const id = await observedBefore();
    const options = optionsOf(host.app);
    options.engine = { enabled: false };
    await expectOld(id, 'engine_unavailable');
    delete options.engine;
    expect(await host.api.get(`segments/${id}/history`)).toMatchObject({
      data: [{ count: 0 }, { count: 1 }],
      not_observed: null,
    });
  });

  it('says so while it is not active', async () => {
    const id = await observedBefore();
    await host.api.put(`segments/${id}`, { status: 'draft' });
    await expectOld(id, 'not_active');
  });

  it('says so where its rules refer to what is gone', async () => {
    const { id: customer } = await host.api.post('customers', { attributes: { nick: 'Al' } });
    const rule = { field: 'attributes.nick', operator: 'is_set' };
    const { id } = (await shop.segment('Nick', all(rule))) as { id: number };
    await host.api.get(`segments/${id}/history`);
    await host.api.delete(`customers/${customer}`);
    await host.dataSource.query(`DELETE FROM attribute_types WHERE name = 'nick'`);
    await expectOld(id, 'invalid_rules');
  });

  // The last: memory is not tried again for a minute.
  it('says so where the log of changes cannot be used', async () => {
    const id = await observedBefore();
    await host.dataSource.query('ALTER TABLE targeting.changes_meta RENAME TO gone');
    await expectOld(id, 'engine_unavailable');
    await host.dataSource.query('ALTER TABLE targeting.gone RENAME TO changes_meta');
  });
});

describe('what has been kept long enough', () => {
  let host: Host;
  beforeAll(async () => (host = await openReferenceHost()));
  afterAll(() => host?.close());

  it('goes, but for the last size of each segment', async () => {
    const shop = new Shop(host);
    await host.clear();
    const [person] = await shop.people(90);
    const moving = (await shop.segment('Moving', all(shop.scoreAtLeast(80)))) as { id: number };
    const steady = (await shop.segment('Steady', all(shop.scoreAtLeast(0)))) as { id: number };
    const counts = async ({ id }: { id: number }) =>
      (await host.api.all<Point>(`segments/${id}/history`)).map(({ count }) => count);
    for (const score of [90, 1, 91]) {
      await host.changeCustomer(person!, { score });
      await counts(moving);
    }
    await counts(steady);
    await host.dataSource.query(`UPDATE targeting.segment_history SET at = at - interval '8 days'`);
    await host.dataSource.query(`UPDATE targeting.membership_events SET at = at - interval '8 days'`);
    await host.changeCustomer(person!, { score: 2 });
    expect(await counts(moving)).toEqual([0, 1, 0, 1]);
    expect(await counts(steady)).toEqual([1]);

    const loop = new ObservationLoop(
      { ...optionsOf(host.app), engine: { observeEveryMs: 10, eventDays: 7 } },
      host.dataSource,
      host.app.get(MembershipEngine, { strict: false }),
      host.app.get(SegmentObserver, { strict: false }),
    );
    loop.onApplicationBootstrap();
    try {
      await until(async () => (await counts(moving)).length < 4);
    } finally {
      await loop.onModuleDestroy();
    }
    expect(await counts(moving)).toEqual([0]);
    expect(await counts(steady)).toEqual([1]);
    expect(await host.api.get(`segments/${moving.id}/events`)).toMatchObject({ total: 1 });
  });
});
