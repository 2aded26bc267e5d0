import { type MembershipEvent, MembershipEvents } from 'nest-targeting';
import pg from 'pg';
import { SegmentObserver } from '../../libs/targeting/src/membership-events/segment-observer.js';
import type { Host } from '../hosts/host.js';
import { openReferenceHost } from '../hosts/reference-host.js';
import { all, Shop } from '../library/shop.js';
import { until } from '../support/launch.js';

describe('who reads on from the last event', () => {
  let host: Host;
  let shop: Shop;
  let another: Host;
  beforeAll(async () => {
    host = await openReferenceHost();
    shop = new Shop(host);
    another = await host.another();
  });
  afterAll(async () => {
    await another?.close();
    await host?.close();
  });

  /** How many wait for a lock. */
  const waiting = async (): Promise<number> => {
    const [{ count }] = await host.dataSource.query<[{ count: number }]>(
      `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return count;
  };

  it.each(['commits', 'fails'])(
    'misses none when an observation that began before another %s after it',
    async (end) => {
      await host.clear();
      const [person] = await shop.people(1);
      const slow = await shop.segment('Slow', all(shop.scoreAtLeast(80)));
      const quick = await shop.segment('Quick', all(shop.scoreAtLeast(90)));
      const observe = ({ app }: Host, { id }: { id: number }) => app.get(SegmentObserver).observe(id);
      await observe(host, slow);
      await observe(host, quick);
      await host.changeCustomer(person!, { score: 95 });

      const stop = new AbortController();
      const seen: MembershipEvent[] = [];
      const reading = (async () => {
        for await (const event of host.app.get(MembershipEvents).since('0', { signal: stop.signal }))
          seen.push(event);
      })();
      const holder = new pg.Client({ connectionString: host.databaseUrl });
      await holder.connect();
      try {
        // It has written its events, and waits for this to write down what it has seen.
        await holder.query('BEGIN');
        await holder.query('SELECT FROM targeting.observed_segments WHERE segment_id = $1 FOR UPDATE', [
          slow.id,
        ]);
        const before = observe(another, slow).catch(() => undefined);
        await until(async () => (await waiting()) >= 1);
        let isThere = false;
        const after = observe(host, quick).then(() => (isThere = true));
        // Had it been written, it would be read now.
        await until(async () => (isThere && seen.length > 0) || (await waiting()) >= 2);
        if (end === 'fails') await host.dataSource.query(terminateSql);
        await holder.query('ROLLBACK');
        await Promise.all([before, after]);
        if (end === 'fails') await observe(another, slow);
        await until(() => Promise.resolve(seen.length >= 2));
      } finally {
        await holder.end();
        stop.abort();
        await reading;
      }
      expect(seen.map(({ segmentId }) => segmentId)).toEqual(
        end === 'fails' ? [quick.id, slow.id] : [slow.id, quick.id],
      );
    },
  );
});

/** Ends the connection of who waits to write down what was seen. */
const terminateSql = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'INSERT INTO targeting.observed_segments%'`;
