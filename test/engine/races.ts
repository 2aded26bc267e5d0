import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { DataSource, type QueryRunner } from 'typeorm';
import type { MembershipEngine, Running } from '../../libs/targeting/src/engine/membership-engine.js';
import { EngineMetrics } from '../../libs/targeting/src/engine/metrics.js';
import { RuleTerms } from '../../libs/targeting/src/engine/rule-terms.js';
import type { View } from '../../libs/targeting/src/host/consistent-read.js';
import { atOnce } from '../../libs/targeting/src/host/at-once.js';
import { queryOften } from '../../libs/targeting/src/host/prepared.js';
import { enlistSql } from '../../libs/targeting/src/lists/list-entries.js';
import { installCapture } from '../../libs/targeting/src/engine/capture.js';
import { CatalogueService } from '../../libs/targeting/src/host/catalogue.service.js';
import { nothing, readOnly } from '../../libs/targeting/src/host/transactions.js';
import type { Host } from '../hosts/host.js';
import { openReferenceHost } from '../hosts/reference-host.js';
import { all, Shop } from '../library/shop.js';
import { askMemory, asserting, bySql, compareRules, inMemory, linked } from './model/compare.js';
import { newEngine, newSelfCheck } from './model/process.js';
import { readingWhole, Signal } from './model/reading.js';

describe('questions at the same time', () => {
  let host: Host;
  let shop: Shop;
  let engine: MembershipEngine;
  let wire: object;
  beforeAll(async () => {
    host = await openReferenceHost();
    shop = new Shop(host);
  });
  afterAll(() => host?.close());
  beforeEach(async () => {
    await host.clear();
    await shop.people(1, 5, 9);
    engine = newEngine(host.app);
    wire = shop.scoreAtLeast(5);
  });

  const leafOfWire = async (view: View, { cache }: Running) => {
    const [rule] = await linked([wire], view);
    const context = { customer: view.catalogue.customer, timeZone: view.moment.timeZone };
    return new RuleTerms(context, (leaf) => cache.bitsOf(leaf)).leavesOf([rule!])[1]!;
  };

  it('a question is not answered by what another has read in a newer snapshot', async () => {
    const [mayRead, isRead] = [new Signal(), new Signal()];
    // Everyone is known, so that one leaf alone is read whole.
    await compareRules(engine, [shop.livesIn('Rome')]);
    const first = compareRules(engine, [wire], undefined, readingWhole(host.app, mayRead.told, isRead));
    await turnOfTheLoop();
    const second = asserting(engine, async (view, running) => {
      if (!(await isKept(view, running))) {
        await shop.people(7, 8);
        mayRead.tell();
        await isRead.told;
        for (let turns = 0; turns < 20; turns++) await turnOfTheLoop();
      }
      const rules = await linked([wire], view);
      expect(await inMemory(rules, view, running)).toEqual(await bySql(rules, view, running));
    });
    await Promise.all([first, second]);
  });
  const isKept = async (view: View, running: Running) => running.cache.has(await leafOfWire(view, running));

  it('nobody goes on with memory that has to be forgotten, whoever notices it', async () => {
    await compareRules(engine, [wire]);
    const leaf = (await askMemory(engine, leafOfWire))!.value;
    await shop.people(6);
    await host.dataSource.query(
      'UPDATE targeting.changes_meta SET generation = generation + 1; DELETE FROM targeting.changes',
    );
    await newSelfCheck(engine).leaf(leaf);
    await compareRules(engine, [wire]);
  });

  it('many questions that find the memory lost are all answered by memory, rightly, which is started anew once', async () => {
    const metrics = new EngineMetrics();
    engine = newEngine(host.app, {}, metrics);
    await compareRules(engine, [wire]);
    await host.dataSource.query('DELETE FROM targeting.changes_meta; DELETE FROM targeting.changes');
    await shop.people(6);
    await Promise.all(Array.from({ length: 6 }, () => compareRules(engine, [wire, shop.scoreAtLeast(1)])));
    expect((await metrics.coldStarts.get()).values).toMatchObject([{ value: 1 }]);
  });

  it('a change after a leaf was read whole, seen by another question before it is in place, counts', async () => {
    const [mayRead, isRead] = [new Signal(), new Signal()];
    await compareRules(engine, [shop.livesIn('Rome')]);
    mayRead.tell();
    const first = compareRules(engine, [wire], undefined, readingWhole(host.app, mayRead.told, isRead));
    await isRead.told;
    await shop.people(7, 2, 8);
    await askMemory(engine, () => Promise.resolve());
    await first;
    await compareRules(engine, [wire]);
  });

  describe('what is known of definitions', () => {
    const countOf = (segment: number) => async () =>
      (await host.api.post('audiences/preview', { include_segments: [segment] }, 200)).count as number;
    const nicknamed = () =>
      host.api
        .ask('post', 'segments/preview')
        .send({ conditions: all({ field: 'attributes.nickname', operator: 'is_set' }) });

    it('is what was committed last, however late', async () => {
      const { id } = await shop.segment('Five', all(shop.scoreAtLeast(5)));
      const count = countOf(id as number);
      expect([await count(), await count()]).toEqual([2, 2]);
      const runner = host.dataSource.createQueryRunner();
      await runner.startTransaction();
      await runner.query('UPDATE targeting.segments SET conditions = $2 WHERE id = $1', [
        id,
        all(shop.scoreAtLeast(9)),
      ]);
      // Others begin and end in the meantime.
      await shop.people(7);
      expect([await count(), await count()]).toEqual([3, 3]);
      await runner.commitTransaction();
      await runner.release();
      expect([await count(), await count()]).toEqual([1, 1]);
    });

    it('follows the catalogue of the host, also where it is emptied', async () => {
      expect((await nicknamed()).status).toBe(422);
      const { id } = await host.api.post('customers', { attributes: { nickname: 'Ada' } });
      expect((await nicknamed()).body).toMatchObject({ count: 1 });
      await host.dataSource.query(
        `BEGIN; CREATE TABLE known AS TABLE attribute_types; TRUNCATE attribute_types; COMMIT`,
      );
      expect((await nicknamed()).status).toBe(422);
      await host.dataSource.query(`BEGIN; INSERT INTO attribute_types TABLE known; DROP TABLE known; COMMIT`);
      expect((await nicknamed()).body).toMatchObject({ count: 1 });
      await host.api.delete(`customers/${id}`);
    });

    it('is followed in tables of customers and events, too, and not changed by writing nothing', async () => {
      const catalogues = host.app.get(CatalogueService, { strict: false });
      const { manager } = host.dataSource;
      const { customer } = await catalogues.load();
      const order = { customer, events: catalogues.eventTables(), hosts: true };
      await installCapture({ ...order, catalogue: ['events', 'public.attribute_types'] }, manager);
      const [{ xid }] = await manager.query<[{ xid: string }]>('SELECT pg_current_xact_id()::text AS xid');
      await manager.query(
        `INSERT INTO events (customer_id, type, occurred_at) SELECT id, 'purchase', now() FROM customers LIMIT 1`,
      );
      await manager.query('UPDATE attribute_types SET type = type WHERE false');
      const sources = await manager.query<{ source: string }[]>(
        'SELECT source FROM targeting.changes WHERE xid > $1::xid8 ORDER BY 1',
        [xid],
      );
      expect(sources.map(({ source }) => source)).toEqual(['"public"."events"', 'definitions']);
      await installCapture({ ...order, catalogue: catalogues.tables }, manager);
    });

    it('is followed from a start on which waits for an import, and lets it end', async () => {
      const { id } = await shop.list('Picked', []);
      await host.dataSource.query(
        `DROP TRIGGER targeting_log_update ON targeting.lists; DROP TRIGGER targeting_log_insert ON targeting.member_buckets`,
      );
      const runner = host.dataSource.createQueryRunner();
      await runner.startTransaction();
      const { manager } = runner;
      await manager.query('UPDATE targeting.lists SET name = name WHERE id = $1', [id]);
      const started = askMemory(newEngine(host.app), () => Promise.resolve('in memory'));
      const isWaiting = `SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND relation = 'targeting.lists'::regclass) AS waits`;
      for (let waits = false; !waits; await turnOfTheLoop())
        [{ waits }] = await host.dataSource.query<[{ waits: boolean }]>(isWaiting);
      await manager.query(
        enlistSql('SELECT id AS key FROM customers', 'integer', { listId: '$1::integer', importId: '0' }),
        [id],
      );
      await runner.commitTransaction();
      await runner.release();
      expect(await started).toEqual({ value: 'in memory' });
    });

    it('is not known any more once anything may have changed', async () => {
      const { id } = await shop.segment('Five', all(shop.scoreAtLeast(5)));
      const count = countOf(id as number);
      expect(await count()).toBe(2);
      await host.dataSource.query(
        `BEGIN; UPDATE targeting.segments SET conditions = '${JSON.stringify(all(shop.scoreAtLeast(9)))}' WHERE id = ${id};
         DELETE FROM targeting.changes WHERE xid = pg_current_xact_id(); SELECT targeting.changed_all(); COMMIT`,
      );
      expect(await count()).toBe(1);
    });
  });

  describe('a read with the only connection', () => {
    let alone: DataSource;
    beforeAll(async () => {
      alone = await new DataSource({ type: 'postgres', url: host.databaseUrl, poolSize: 1 }).initialize();
    });
    afterAll(() => alone?.destroy());

    const nextRead = () =>
      readOnly(alone, 0, ({ manager }) => manager.query<[{ one: number }]>('SELECT 1 AS one'), nothing);

    it('gives it back as it was, also when its end was cancelled', async () => {
      await readOnly(
        alone,
        0,
        async ({ manager }) => {
          const connection = (await manager.queryRunner!.connect()) as {
            query(sql: string): Promise<unknown>;
          };
          // What is asked next is the end: it fails, and leaves the transaction open.
          jest.spyOn(connection, 'query').mockImplementationOnce(() => connection.query('SELECT 1 / 0'));
        },
        nothing,
      );
      expect(await nextRead()).toEqual([{ one: 1 }]);
    });

    it('asks several things at once, and is good for the next when one of them fails', async () => {
      await readOnly(
        alone,
        0,
        async ({ manager }) => {
          const runner = manager.queryRunner!;
          const connection = (await runner.connect()) as { pipeline?: boolean };
          const ask = (sql: string) => () => manager.query<object[]>(sql);
          const isPipelined = () => Promise.resolve(connection.pipeline);
          const inner = () => atOnce(runner, ask('SELECT 2 AS two'), isPipelined);
          expect(await atOnce(runner, ask('SELECT 1 AS one'), inner, isPipelined)).toEqual([
            [{ one: 1 }],
            [[{ two: 2 }], true],
            true,
          ]);
          expect(connection.pipeline).toBe(false);
          const failing = atOnce(runner, ask('SELECT 1'), ask('SELECT 1 / 0'), ask('SELECT 2'));
          await expect(failing).rejects.toThrow('division by zero');
          expect(connection.pipeline).toBe(false);
        },
        nothing,
      );
      expect(await nextRead()).toEqual([{ one: 1 }]);
    });

    it('asks one after the other where the driver knows no pipelines', async () => {
      const done: string[] = [];
      const slowly = async (name: string) => {
        done.push(`${name} begun`);
        await turnOfTheLoop();
        done.push(`${name} over`);
        return name;
      };
      const runner = { connect: () => Promise.resolve({}) } as QueryRunner;
      expect(
        await atOnce(
          runner,
          () => slowly('a'),
          () => slowly('b'),
        ),
      ).toEqual(['a', 'b']);
      expect(done).toEqual(['a begun', 'a over', 'b begun', 'b over']);
    });

    it('keeps the plans of what is asked often, but not of everything', async () => {
      await readOnly(
        alone,
        0,
        async ({ manager }) => {
          const sum = (number: number) => ({ text: `SELECT $1::integer + ${number} AS sum`, values: [1] });
          for (let number = 0; number < 60; number += 2)
            for (let times = 0; times < 4; times++)
              expect(await queryOften(manager, sum(number), undefined, sum(number + 1))).toEqual([
                [{ sum: number + 1 }],
                [],
                [{ sum: number + 2 }],
              ]);
          expect(await queryOften(manager, undefined)).toEqual([[]]);
          const [kept] = await manager.query<object[]>(
            `SELECT count(*)::int AS statements, min(generic_plans + custom_plans)::int AS asked
             FROM pg_prepared_statements WHERE name LIKE 'targeting%'`,
          );
          expect(kept).toEqual({ statements: 50, asked: 2 });
        },
        nothing,
      );
    });

    it('waits for all of what is asked often, also when one of it fails', async () => {
      const runner = alone.createQueryRunner();
      try {
        const [{ pid }] = (await runner.query('SELECT pg_backend_pid() AS pid')) as [{ pid: number }];
        const failing = { text: 'SELECT 1 / $1::integer AS none', values: [0] };
        const slow = { text: 'SELECT pg_sleep($1)::text AS slept', values: [0.3] };
        await expect(queryOften(runner.manager, failing, slow)).rejects.toThrow('division by zero');
        const [{ state }] = await host.dataSource.query<[{ state: string }]>(
          'SELECT state FROM pg_stat_activity WHERE pid = $1',
          [pid],
        );
        expect(state).toBe('idle');
      } finally {
        await runner.release();
      }
      expect(await nextRead()).toEqual([{ one: 1 }]);
    });

    it('goes on seeing one state after a transaction within it', async () => {
      const identity = `SELECT pg_current_snapshot()::text AS snapshot, current_setting('transaction_read_only') AS "readOnly"`;
      await readOnly(
        alone,
        0,
        async ({ manager }) => {
          const before: unknown = await manager.query(identity);
          await manager.transaction((within) => within.query('SELECT 1'));
          await shop.people(2);
          expect(await manager.query(identity)).toEqual(before);
        },
        nothing,
      );
      expect(await nextRead()).toEqual([{ one: 1 }]);
    });
  });
});
