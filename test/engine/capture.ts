import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { TargetingChanges } from 'nest-targeting';
import { installCapture } from '../../libs/targeting/src/engine/capture.js';
import { EngineMetrics } from '../../libs/targeting/src/engine/metrics.js';
import { EngineUpkeep } from '../../libs/targeting/src/engine/upkeep.js';
import type { MembershipEngine } from '../../libs/targeting/src/engine/membership-engine.js';
import { CatalogueService } from '../../libs/targeting/src/host/catalogue.service.js';
import { openForeignHost } from '../hosts/foreign-host.js';
import type { Host, Id } from '../hosts/host.js';
import { openReferenceHost } from '../hosts/reference-host.js';
import { Shop } from '../library/shop.js';
import { askMemory, compareRules } from './model/compare.js';
import { newEngine, newSelfCheck, optionsOf } from './model/process.js';

/** How changes come to the log, and what is done where they do not. */
describe('a host that tells of changes itself', () => {
  let host: Host;
  let shop: Shop;
  beforeAll(async () => {
    host = await openForeignHost();
    // Before the application's own engine starts: it must not number anybody by triggers.
    optionsOf(host.app).engine = { capture: 'host' };
    shop = new Shop(host);
  });
  afterAll(() => host?.close());

  it('has its first customers counted, and numbers each once', async () => {
    const changes = host.app.get(TargetingChanges, { strict: false });
    const record = (people: Id[]) =>
      host.dataSource.transaction((manager) => changes.record(people, manager));
    const engine = newEngine(host.app, { capture: 'host' });
    const expectMembers = (members: number) =>
      compareRules(engine, [shop.scoreAtLeast(5)], (_, { memory }) => {
        expect(memory[0]).toHaveLength(members);
        return Promise.resolve();
      });
    await expectMembers(0);
    const first = await shop.people(5, 9);
    await record(first);
    await expectMembers(2);
    for (let times = 0; times < 3; times++) await record(first);
    await record(await shop.people(7));
    await expectMembers(3);
    expect(await host.dataSource.query('SELECT max(ordinal) AS most FROM targeting.ordinals')).toEqual([
      { most: 3 },
    ]);
  });

  it('has customers counted whom nobody has told of, once anything may have changed', async () => {
    const changes = host.app.get(TargetingChanges, { strict: false });
    const engine = newEngine(host.app, { capture: 'host' });
    await compareRules(engine, [shop.scoreAtLeast(50)]);
    await shop.people(50, 60);
    await changes.all(host.dataSource.manager);
    await compareRules(engine, [shop.scoreAtLeast(50)], (_, { memory }) => {
      expect(memory[0]).toHaveLength(2);
      return Promise.resolve();
    });
  });
});

describe('tables that a host captures by triggers', () => {
  let host: Host;
  beforeAll(async () => (host = await openReferenceHost()));
  afterAll(() => host?.close());
  beforeEach(() => host.clear());

  it('are counted by SQL while a subscription writes to one of them, which no trigger sees', async () => {
    const engine = newEngine(host.app);
    const answer = (asked: MembershipEngine) => askMemory(asked, () => Promise.resolve('in memory'));
    expect(await answer(engine)).toEqual({ value: 'in memory' });
    const said = jest.spyOn(Logger.prototype, 'error').mockImplementation();
    const name = `sub_${randomUUID()}`;
    const query = (sql: string) => host.dataSource.query(sql);
    // As if it were connected: nothing is asked of the other server.
    await query(
      `CREATE SUBSCRIPTION "${name}" CONNECTION 'dbname=nowhere' PUBLICATION nothing WITH (connect = false, slot_name = NONE)`,
    );
    try {
      await query(
        `BEGIN; SET LOCAL allow_system_table_mods = on;
         INSERT INTO pg_subscription_rel (srsubid, srrelid, srsubstate)
           SELECT oid, 'events'::regclass, 'r' FROM pg_subscription WHERE subname = '${name}'; COMMIT`,
      );
      expect(await answer(engine)).toBeUndefined();
      expect(said).toHaveBeenCalledWith(
        expect.stringContaining('public.events is filled by logical replication'),
      );
      expect(await answer(newEngine(host.app, { capture: 'host' }))).toEqual({ value: 'in memory' });
    } finally {
      await query(`DROP SUBSCRIPTION "${name}"`);
      said.mockRestore();
    }
  });
  it('name each customer of a change once, up to 10,000 of them', async () => {
    await askMemory(newEngine(host.app), () => Promise.resolve());
    const query = (sql: string) => host.dataSource.query(sql);
    const named = async (sql: string) => {
      await query('DELETE FROM targeting.changes');
      await query(sql);
      return host.dataSource.query<object[]>('SELECT source, cardinality(ids) AS ids FROM targeting.changes');
    };
    const [customers, events] = ['customers', '"public"."events"'];
    await query('INSERT INTO customers (score) SELECT g FROM generate_series(1, 10001) g');
    const update = (most: number) => named(`UPDATE customers SET score = score + 0 WHERE score <= ${most}`);
    expect(await update(1)).toEqual([{ source: customers, ids: 1 }]);
    expect(await update(10_000)).toEqual([{ source: customers, ids: 10_000 }]);
    expect(await update(10_001)).toEqual([{ source: customers, ids: null }]);
    const insert = (rows: number) =>
      named(
        `INSERT INTO events (customer_id, type, occurred_at) SELECT c.id, 'purchase', now()
           FROM (SELECT id FROM customers ORDER BY id LIMIT 3) c, generate_series(1, ${rows / 3}) g`,
      );
    expect(await insert(15_000)).toEqual([{ source: events, ids: 3 }]);
    expect(await insert(20_001)).toEqual([{ source: events, ids: null }]);
  });

  it('are told apart by more of their names than PostgreSQL keeps of a function', async () => {
    const { customer } = await host.app.get(CatalogueService, { strict: false }).load();
    // Less than 50 characters, more than 63 bytes.
    const tables = ['1', '2'].map((end) => `${'ä'.repeat(29)}${end}`);
    const query = (sql: string) => host.dataSource.query(sql);
    for (const table of tables) await query(`CREATE TABLE "${table}" (who integer)`);
    const events = tables.map((table) => ({
      table: ['public', table],
      customerColumn: 'who',
      atColumn: 'at',
      atIsUtc: false,
    }));
    await installCapture({ customer, events, catalogue: [], hosts: true }, host.dataSource.manager);
    await query('DELETE FROM targeting.changes');
    for (const table of tables) await query(`INSERT INTO "${table}" VALUES (1)`);
    expect(await query('SELECT source FROM targeting.changes ORDER BY xid')).toEqual(
      tables.map((table) => ({ source: `"public"."${table}"` })),
    );
  });

  it.each([
    ['is switched off', () => newEngine(host.app, { enabled: false })],
    [
      'cannot serve',
      () => {
        const engine = newEngine(host.app);
        jest.spyOn(engine, 'inMemory').mockResolvedValue(undefined);
        return engine;
      },
    ],
  ])('leave no log that grows for ever where memory %s, and others go on', async (_, open) => {
    // The application's own upkeep must not do it.
    optionsOf(host.app).engine = { enabled: false };
    const shop = new Shop(host);
    const logged = () => host.dataSource.query('SELECT source FROM targeting.changes ORDER BY xid DESC');
    const metrics = new EngineMetrics();
    const other = newEngine(host.app, {}, metrics);
    await shop.people(5);
    await compareRules(other, [shop.scoreAtLeast(5)]);
    // Other tests have transactions on this server, too.
    const areOver = `SELECT NOT EXISTS (SELECT FROM targeting.changes WHERE xid >= pg_snapshot_xmin(pg_current_snapshot())) AS yes`;
    while (!(await host.dataSource.query<[{ yes: boolean }]>(areOver))[0].yes) await sleep(20);
    const engine = open();
    const upkeep = new EngineUpkeep(engine, newSelfCheck(engine), host.dataSource);
    upkeep.onApplicationBootstrap();
    expect(upkeep['timer']).toBeDefined();
    const start = performance.now();
    const time = jest.spyOn(performance, 'now');
    // Meanwhile somebody sets it back.
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() - 3_600_000);
    try {
      for (let minute = 1; minute <= 12; minute++) {
        time.mockReturnValue(start + minute * 60_001);
        if (minute === 10) expect((await logged()).length).toBeGreaterThan(0);
        if (minute === 11) {
          await host.dataSource.query('DELETE FROM customers WHERE score = 5');
          await compareRules(other, [shop.scoreAtLeast(5)]);
        }
        await upkeep['work']();
      }
    } finally {
      time.mockRestore();
      clock.mockRestore();
      await upkeep.onModuleDestroy();
    }
    expect(await logged()).toEqual([{ source: 'customers' }]);
    await shop.people(6);
    await compareRules(other, [shop.scoreAtLeast(5)]);
    expect((await metrics.coldStarts.get()).values.map(({ value }) => value)).toEqual([0]);
  });
});
