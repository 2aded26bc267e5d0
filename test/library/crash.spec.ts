import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type HostProcess, startReferenceProcess } from '../hosts/child-process.js';
import type { Host, Id } from '../hosts/host.js';
import { openReferenceHost } from '../hosts/reference-host.js';
import { contactsOf, expectNotSent, expectSentOnce, snapshotsOf } from './send/sent-once.js';
import { all, Shop } from './shop.js';

const size = 8_000;
/** When the process is killed, in shares of the time that a send takes. */
const moments = [0, 0.3, 0.8, 2];

/** Processes die in the middle of a send: then all of it is there, or nothing, and to send again is safe. */
describe('after kill -9', () => {
  let host: Host;
  let members: Id[];
  let segment: { id: number };
  const spare: HostProcess[] = [];
  beforeAll(async () => {
    host = await openReferenceHost();
    const [{ ids }] = await host.dataSource.query<[{ ids: number[] }]>(
      `WITH added AS (INSERT INTO customers (email, score, subscribed) SELECT n || '@example.com', 1, true FROM generate_series(1, $1::integer) n RETURNING id)
       SELECT array_agg(id) AS ids FROM added`,
      [size],
    );
    members = ids;
    segment = await new Shop(host).segment('Many', all(new Shop(host).scoreAtLeast(1)));
  });
  afterAll(async () => {
    await Promise.all(spare.map((process) => process.kill()));
    await host?.close();
  });

  const started = async () => {
    const process = await startReferenceProcess(host.databaseUrl);
    spare.push(process);
    return process;
  };

  /** Asks a process to send, without waiting for the answer. */
  function ask({ url }: HostProcess, campaign: Id): Promise<unknown> {
    const asked = request(`${url}/api/campaigns/${campaign}/send`, { method: 'POST' });
    const ended = once(asked, 'response').catch(() => undefined);
    asked.on('error', () => undefined);
    asked.end();
    return ended;
  }

  /** Until a statement waits for a lock that the test holds. */
  async function untilBlocked(): Promise<void> {
    for (let tries = 0; tries < 200; tries++, await sleep(20)) {
      const [{ waiting }] = await host.dataSource.query<[{ waiting: number }]>(
        `SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND wait_event <> 'advisory'`,
      );
      if (waiting > 0) return;
    }
    throw new Error('Nothing has waited for the lock.');
  }

  it.each([
    ['before the contacts are written', () => 'LOCK TABLE targeting.contacts IN EXCLUSIVE MODE'],
    [
      'when all is written, but not committed',
      (campaign: Id) => `SELECT id FROM campaigns WHERE id = ${campaign} FOR UPDATE`,
    ],
  ])('%s', async (_, lock) => {
    const process = await started();
    const campaign = await host.addCampaign({ segment: segment.id });
    const holder = new pg.Client({ connectionString: host.databaseUrl });
    await holder.connect();
    try {
      await holder.query('BEGIN');
      await holder.query(lock(campaign));
      void ask(process, campaign);
      await untilBlocked();
      await process.kill();
      await expectNotSent(host, campaign);
      const again = host.send(campaign);
      await sleep(50);
      await holder.query('ROLLBACK');
      expect(await again).toMatchObject({ status: 200, recipients: size });
    } finally {
      await holder.end();
    }
    await expectSentOnce(host, campaign, members);
  });

  it('at any moment: what is there is whole, and sending again sends the rest once', async () => {
    const outcomes: string[] = [];
    let process = await started();
    const begun = performance.now();
    await ask(process, await host.addCampaign({ segment: segment.id }));
    const duration = performance.now() - begun;
    for (const moment of moments.map((share) => Math.round((share + Math.random() / 4) * duration))) {
      const next = started();
      const campaign = await host.addCampaign({ segment: segment.id });
      void ask(process, campaign);
      await sleep(moment);
      await process.kill();
      // Whatever is seen at any time is nothing or everything.
      const [contacts, snapshots] = [await contactsOf(host, campaign), await snapshotsOf(host, campaign)];
      expect([0, size]).toContain(contacts.length);
      expect(snapshots.length).toBeGreaterThanOrEqual(contacts.length / size);
      const answers = await Promise.all([host.send(campaign), host.send(campaign)]);
      for (const answer of answers) expect(answer).toMatchObject({ status: 200, recipients: size });
      outcomes.push(`${moment} ms: ${contacts.length === size ? 'all' : 'nothing'}`);
      await expectSentOnce(host, campaign, members);
      process = await next;
    }
    console.info(`killed after ${outcomes.join(', ')}`);
  }, 90_000);

  it('two processes at once send once', async () => {
    const process = spare.at(-1)!;
    const campaign = await host.addCampaign({ segment: segment.id });
    const asked = Array.from({ length: 20 }, (_, index) =>
      index % 2 ? ask(process, campaign) : host.send(campaign),
    );
    await Promise.all(asked);
    await expectSentOnce(host, campaign, members);
  });
});
