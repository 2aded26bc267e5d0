import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';
import { ConsistentRead } from '../../libs/targeting/src/host/consistent-read.js';
import { patiently, TooSlow, unlessAborted } from '../../libs/targeting/src/host/patience.js';
import { SegmentRules } from '../../libs/targeting/src/segments/segment-rules.js';
import { SlowRules } from '../../libs/targeting/src/targets/slow-rules.js';
import { Settings } from '../hosts/foreign/settings.module.js';
import { openForeignHost } from '../hosts/foreign-host.js';
import type { Host, Id } from '../hosts/host.js';
import { openReferenceHost } from '../hosts/reference-host.js';
import { until } from '../support/launch.js';
import { countedSince, metricsOf } from '../support/metrics.js';
import { all, Shop } from './shop.js';

/** More than the pool has connections. */
const many = 30;
const numbers = Array.from({ length: many }, (_, number) => number);
const longAgo = '2020-01-01T00:00:00Z';

async function connect({ databaseUrl }: Host): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  return client;
}

/** What is slow is slow here because the table of events is locked. */
describe.each([
  ['the reference host', openReferenceHost, 'events', 'campaigns'],
  ['a foreign host', openForeignHost, 'crm.orders', 'mailings'],
] as const)('on %s', (_, open, events, campaigns) => {
  let host: Host;
  let shop: Shop;
  let people: Id[];
  let holder: pg.Client;
  /** Apart from it: within a transaction, what others do stands still. */
  let watcher: pg.Client;
  beforeAll(async () => {
    host = await open();
    [holder, watcher] = [await connect(host), await connect(host)];
  });
  afterAll(async () => {
    await holder?.end();
    await watcher?.end();
    await host?.close();
  });
  beforeEach(async () => {
    await host.clear();
    shop = new Shop(host);
    people = await shop.people(10, 20, 30);
    const at = new Date('2026-01-02T03:04:05Z');
    await host.addPurchases([...numbers, many].map(() => ({ customer: people[0]!, at })));
    // From here on, memory answers what it has been asked before. The second time it looks ahead, which else it would do by itself,
    // and then stand before the lock like those that are counted there.
    await preview(many).answer;
    await preview(many).answer;
  });
  afterEach(() => unlock());

  const lock = () => holder.query(`BEGIN; LOCK TABLE ${events} IN ACCESS EXCLUSIVE MODE`);
  const unlock = () => holder.query('ROLLBACK');

  /** Statements that wait for the lock. */
  const stuck = async () => {
    const { rows } = await watcher.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rows[0]!.n;
  };

  /** Each of its own, so that none has the answer of another. */
  const bought = (times: number) =>
    all({ event: 'purchase', operator: 'did', count: { operator: 'at_least', value: times + 1 } });

  const ask = (path: string, body: object) => {
    const asked = host.api.ask('post', path).send(body);
    const answer = asked.then(
      ({ status, body: { count } }) => ({ status, count: count as number }),
      () => ({ status: 0, count: undefined }),
    );
    return { answer, leave: () => void asked.abort() };
  };
  const preview = (times: number, more: object = {}) =>
    ask('segments/preview', { conditions: bought(times), ...more });

  const expectOthersAnswered = async () => {
    for (const path of ['segments', 'audiences', 'lists', 'fields'])
      expect((await host.api.ask('get', path)).status).toBe(200);
    expect(await stuck()).toBeGreaterThan(0);
  };

  it('slow previews do not keep others from a connection', async () => {
    await lock();
    const asked = numbers.map((times) => preview(times, times % 2 ? { as_of: longAgo } : {}));
    await until(async () => (await stuck()) > 1);
    await expectOthersAnswered();
    await unlock();
    const answers = await Promise.all(asked.map(({ answer }) => answer));
    expect(answers).toEqual(numbers.map((times) => ({ status: 200, count: times % 2 ? 0 : 1 })));
  });

  it('nor do sends that wait for one another', async () => {
    const segment = await shop.segment('Bought', bought(1));
    const unsent: Id[] = [];
    for (const __ of numbers) unsent.push(await host.addCampaign({ segment: segment.id }));
    await lock();
    const asked = unsent.map((campaign) => host.send(campaign));
    await until(async () => (await stuck()) > 0);
    await expectOthersAnswered();
    await unlock();
    for (const answer of await Promise.all(asked))
      expect(answer).toMatchObject({ status: 200, recipients: 1 });
  });

  it('nor do edits that wait for one whose tests take long', async () => {
    const tested = await shop.segment('Bought', bought(1));
    const list = await shop.list('Renamed', []);
    await lock();
    const slow = host.api.ask('put', `segments/${tested.id}`).send({ tests: { size: { min: 1 } } });
    const status = slow.then((answer) => answer.status);
    await until(async () => (await stuck()) > 0);
    const edits = numbers.map((number) =>
      host.api.ask('put', `lists/${list.id}`).send({ name: `Renamed ${number}` }),
    );
    const statuses = Promise.all(edits.map(async (edit) => (await edit).status));
    await expectOthersAnswered();
    await unlock();
    expect(await status).toBe(200);
    expect(new Set(await statuses)).toEqual(new Set([200]));
    expect((await host.api.get(`lists/${list.id}`)).version).toBe(1 + many);
  });

  it('nor does a question that has the turn keep others from theirs', async () => {
    const scores = () => ask('segments/preview', { conditions: all(shop.scoreAtLeast(20)) }).answer;
    const segment = await shop.segment('Bought', bought(1));
    const audience = await shop.audience('Buyers', { include_segments: [segment.id] });
    for (let time = 0; time < 2; time++) await Promise.all([scores(), preview(1).answer]);
    for (const asking of [() => preview(1), () => ask(`audiences/${audience.id}/snapshots`, {})]) {
      // So that the database is asked what has become of it.
      await host.addPurchases([{ customer: people[0]!, at: new Date('2026-01-02T03:04:05Z') }]);
      await lock();
      const { answer } = asking();
      await until(async () => (await stuck()) > 0);
      expect(await Promise.race([scores(), answer])).toEqual({ status: 200, count: 2 });
      await until(async () => (await stuck()) > 0);
      await unlock();
      expect((await answer).count).toBe(1);
    }
  });

  it('a preview whose client goes away is cancelled in the database', async () => {
    const segment = await shop.segment('Bought', bought(1));
    const audience = { include_segments: [segment.id] };
    const campaign = await host.addCampaign({ segment: segment.id });
    // Memory has counted it; now it is one that it does not know.
    await host.dataSource.query('UPDATE targeting.segments SET conditions = $1', [bought(3)]);
    await lock();
    const before = await metricsOf(host);
    for (const asking of [
      () => preview(2),
      () => preview(2, { as_of: longAgo }),
      () => ask('audiences/preview', audience),
      () => ask('audiences/preview', { ...audience, as_of: longAgo }),
      () => ask(`${campaigns}/${campaign}/preview`, {}),
    ]) {
      const { answer, leave } = asking();
      await until(async () => (await stuck()) === 1);
      leave();
      expect((await answer).status).toBe(0);
      await until(async () => (await stuck()) === 0);
    }
    const cancelled = { 'memory cancelled': 3, 'sql cancelled': 2 };
    await until(async () => isDeepStrictEqual(await countedSince(before, host), cancelled));
    await unlock();
    expect(await preview(2).answer).toEqual({ status: 200, count: 1 });
  });

  it('those that wait for their turn leave the queue', async () => {
    await lock();
    const asked = numbers.map((times) => preview(times, times % 2 ? { as_of: longAgo } : {}));
    await until(async () => (await stuck()) > 1);
    for (const { leave } of asked) leave();
    await until(async () => (await stuck()) === 0);
    // It would wait behind them.
    for (const more of [{}, { as_of: longAgo }])
      expect(
        await ask('segments/preview', { conditions: all(shop.scoreAtLeast(20)), ...more }).answer,
      ).toEqual({ status: 200, count: 2 });
    // Also those that had only been on their way.
    await until(async () => (await stuck()) === 0);
  });

  it('one that leaves takes nothing away from those who ask the same', async () => {
    await lock();
    const [first, second, third] = [preview(1), preview(1), preview(1)];
    await until(async () => (await stuck()) > 0);
    first.leave();
    await first.answer;
    await expectOthersAnswered();
    third.leave();
    await unlock();
    expect(await second.answer).toEqual({ status: 200, count: 1 });
  });
});

describe('what takes too long', () => {
  let host: Host;
  let holder: pg.Client;
  let shop: Shop;
  beforeAll(async () => {
    host = await openForeignHost();
    holder = await connect(host);
    shop = new Shop(host);
    await shop.people(10, 20, 30);
    await host.api.post('segments/preview', { conditions: all(shop.scoreAtLeast(20)) }, 200);
  });
  afterAll(async () => {
    await holder?.end();
    await host?.close();
  });

  it('is not one statement of more values than it can have', async () => {
    const [person] = await shop.people(40);
    const between = (number: number) => ({
      ...{ field: host.fields.score, operator: 'between' },
      value: [number / 1_000, 40 + number / 1_000],
    });
    // Equal values would be one parameter.
    const rules = (segment: number) => ({
      logic: 'OR',
      rules: Array.from({ length: 1_900 }, (_, index) => between(1_900 * segment + index)),
    });
    const tests = { include: [person], exclude: [], size: { min: null, max: null } };
    await host.dataSource.query(
      `INSERT INTO targeting.segments (name, segment_type, conditions, tests)
         SELECT 'Large', 'dynamic', c.conditions, $2 FROM unnest($1::jsonb[]) c(conditions)`,
      [Array.from({ length: 18 }, (_, segment) => JSON.stringify(rules(segment))), JSON.stringify(tests)],
    );
    expect(await host.api.get('segments/tests/failing')).toEqual({ data: [] });
    await host.dataSource.query('DELETE FROM targeting.segments');
  });

  it('is not begun where nobody waits for it any more, nor an error that nobody catches', async () => {
    const gone = AbortSignal.abort(new Error('gone'));
    const [uncaught, task] = [jest.fn(), jest.fn()];
    process.on('unhandledRejection', uncaught);
    try {
      await expect(unlessAborted(Promise.reject(new Error('late')), gone)).rejects.toThrow('gone');
      await expect(patiently({ milliseconds: 0, signal: gone }, task)).rejects.toThrow('gone');
      await new Promise(setImmediate);
    } finally {
      process.off('unhandledRejection', uncaught);
    }
    expect(uncaught).not.toHaveBeenCalled();
    expect(task).not.toHaveBeenCalled();
  });

  it('is put down to the rule that PostgreSQL expects to cost most', async () => {
    const app = <T>(type: new (...injected: any[]) => T) => host.app.get(type, { strict: false });
    const conditions = all(
      shop.scoreAtLeast(20),
      { event: 'purchase', operator: 'did', count: { operator: 'at_least', value: 2 } },
      shop.livesIn('Rome'),
    );
    const tree = await app(ConsistentRead).run((view) => app(SegmentRules).read(conditions, view));
    const { errors } = await app(SlowRules).blame(new TooSlow(1_000), [tree]);
    expect(errors).toMatchObject([{ path: 'conditions.rules[1]', code: 'too_slow' }]);
  });

  it.each([
    ['memory', {}],
    ['SQL', { as_of: longAgo }],
  ])('takes all the time that there is, not each of its statements anew: by %s', async (_, more) => {
    const another = await connect(host);
    const segment = await shop.segment('Some', all(shop.scoreAtLeast(10)));
    const preview = () =>
      host.api.ask('post', 'audiences/preview').send({ include_segments: [segment.id], ...more });
    expect((await preview()).status).toBe(200);
    await shop.people(40);
    const settings = host.app.get(Settings, { strict: false });
    settings.previewMs = 1_000;
    await holder.query('BEGIN; LOCK TABLE targeting.changes, targeting.segments IN ACCESS EXCLUSIVE MODE');
    await another.query('BEGIN; LOCK TABLE crm.people IN ACCESS EXCLUSIVE MODE');
    try {
      const status = preview().then((answer) => answer.status);
      for (const client of [holder, another]) {
        await sleep(800);
        await client.query('ROLLBACK');
      }
      expect(await status).toBe(503);
    } finally {
      settings.previewMs = 30_000;
      await another.end();
    }
    expect((await preview()).status).toBe(200);
  });

  it('names the rule that makes it so', async () => {
    const fault = (path: string, ...words: string[]) => ({
      path,
      code: 'too_slow',
      message: expect.stringMatching(
        new RegExp([path.replace(/[[\].]/g, '\\$&'), ...words, 'events “.*”'].join('.*')),
      ),
    });
    host.app.get(Settings, { strict: false }).previewMs = 400;
    await holder.query('BEGIN; LOCK TABLE crm.orders IN ACCESS EXCLUSIVE MODE');
    try {
      const conditions = all(shop.scoreAtLeast(20), { event: 'purchase', operator: 'did' });
      const inner = await shop.segment('Inner', conditions);
      const outer = await shop.segment(
        'Outer',
        all(shop.scoreAtLeast(10), { segment: inner.id, operator: 'in' }),
      );
      for (const more of [{}, { as_of: longAgo }]) {
        const before = await metricsOf(host);
        expect((await host.api.post('segments/preview', { conditions, ...more }, 503)).errors).toEqual([
          fault('conditions.rules[1]', 'did'),
        ]);
        const path = 'as_of' in more ? 'sql' : 'memory';
        expect(await countedSince(before, host)).toEqual({ [`${path} too_slow`]: 1 });
        const audience = { include_segments: [outer.id], exclude_segments: [inner.id], ...more };
        expect((await host.api.post('audiences/preview', audience, 503)).errors).toEqual([
          fault('include_segments[0]', 'in the segment “Outer”: in the segment “Inner”: did'),
        ]);
      }
      expect(await host.api.get(`segments/${outer.id}`)).toMatchObject({
        customer_count: null,
        problems: [fault('conditions.rules[1]', 'in the segment “Inner”: did')],
      });
    } finally {
      await holder.query('ROLLBACK');
    }
    expect((await host.api.ask('get', 'segments')).status).toBe(200);
  });
});
