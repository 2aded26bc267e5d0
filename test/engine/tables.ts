import { TargetingChanges } from 'nest-targeting';
import { DataSource } from 'typeorm';
import { AskedLeaves } from '../../libs/targeting/src/counting/asked-leaves.js';
import { BitCounts } from '../../libs/targeting/src/counting/bit-counts.js';
import { EngineMetrics } from '../../libs/targeting/src/engine/metrics.js';
import { MembershipCache, StartAnew } from '../../libs/targeting/src/engine/membership-cache.js';
import { MembershipEngine } from '../../libs/targeting/src/engine/membership-engine.js';
import { type LeafRule, leafOf } from '../../libs/targeting/src/engine/leaf.js';
import { readLeaf } from '../../libs/targeting/src/engine/read-leaf.js';
import { ordinalsOf } from '../../libs/targeting/src/engine/terms.js';
import { all, idsOf, last } from '../library/shop.js';
import { planOf } from '../../libs/targeting/src/targets/plan.js';
import { type Bank, openBank } from './model/bank.js';
import { askMemory, compareRules, linked } from './model/compare.js';
import { newEngine, optionsOf } from './model/process.js';

/** Tables that change in ways of their own: the next preview is right. */
describe('a host with partitions', () => {
  let bank: Bank;
  beforeAll(async () => (bank = await openBank()));
  afterAll(() => bank?.close());
  beforeEach(async () => {
    // In the order in which rules lock them, so that neither waits for the other.
    await bank.query('TRUNCATE owners, transfers');
    await bank.query(
      `INSERT INTO owners (id, score, opened) SELECT g, g, '2026-01-01' FROM generate_series(1, 9) g`,
    );
    await expectMembers(sent, []);
  });

  const sent = { event: 'sent', operator: 'did' };
  const received = { event: 'received', operator: 'did' };
  const large = { ...sent, where: all({ field: 'amount', operator: 'at_least', value: 50 }) };
  const openedLately = { event: 'opened', operator: 'did', within: last(7) };
  const young = { field: 'score', operator: 'at_most', value: 2 };

  async function expectMembers(rule: object, members: number[]): Promise<void> {
    const { count, sample } = await bank.api.post('segments/preview', { conditions: all(rule) }, 200);
    expect({ count, members: idsOf(sample) }).toEqual({ count: members.length, members });
    await compareRules(bank.app.get(MembershipEngine, { strict: false }), [
      sent,
      received,
      large,
      openedLately,
      young,
    ]);
  }
  const transfer = (table: string, at: string, sender: number, receiver = 9, amount = 1) =>
    bank.query(`INSERT INTO ${table} (at, sender, receiver, amount) VALUES ($1, $2, $3, $4)`, [
      at,
      sender,
      receiver,
      amount,
    ]);

  it('sees what is written into a partition', async () => {
    await transfer('transfers_2025', '2025-05-01', 1);
    await expectMembers(sent, [1]);
    await transfer('transfers_2026_1', '2026-02-01', 2);
    await transfer('transfers_2026', '2026-02-01', 3);
    await transfer('transfers', '2026-02-01', 4);
    await expectMembers(sent, [1, 2, 3, 4]);
    await bank.query('UPDATE transfers_2026_1 SET sender = 5 WHERE sender = 2');
    await expectMembers(sent, [1, 3, 4, 5]);
    await bank.query('DELETE FROM transfers_2026 WHERE sender = 3');
    await expectMembers(sent, [1, 4, 5]);
    await bank.query(`UPDATE transfers SET at = '2025-06-01', sender = 6 WHERE sender = 4`);
    await expectMembers(sent, [1, 5, 6]);
    await bank.query(
      `MERGE INTO transfers t USING (VALUES (1, 7), (8, 8)) v(old, new) ON t.sender = v.old
         WHEN MATCHED THEN UPDATE SET sender = v.new WHEN NOT MATCHED THEN INSERT (at, sender, receiver) VALUES ('2026-03-01', v.new, 9)`,
    );
    await expectMembers(sent, [5, 6, 7, 8]);
  });

  it('sees partitions come, change and go', async () => {
    await transfer('transfers', '2026-02-01', 1);
    await expectMembers(sent, [1]);
    await bank.query(
      `CREATE TABLE later (id bigint NOT NULL DEFAULT 0, at timestamptz NOT NULL, sender integer NOT NULL, receiver bigint NOT NULL, amount numeric NOT NULL)`,
    );
    await transfer('later', '2026-04-01', 2);
    await bank.query('ALTER TABLE transfers_2026 DETACH PARTITION transfers_2026_1');
    await expectMembers(sent, []);
    await bank.query(
      `ALTER TABLE transfers_2026 ATTACH PARTITION later FOR VALUES FROM ('2026-03-01Z') TO ('2026-07-01Z')`,
    );
    await expectMembers(sent, [2]);
    await transfer('later', '2026-04-01', 3);
    await expectMembers(sent, [2, 3]);
    await bank.query('DROP TABLE later');
    await bank.query(
      `ALTER TABLE transfers_2026 ATTACH PARTITION transfers_2026_1 FOR VALUES FROM ('2026-01-01Z') TO ('2026-07-01Z')`,
    );
    await expectMembers(sent, [1]);
    await bank.query(
      `CREATE TABLE transfers_2024 PARTITION OF transfers FOR VALUES FROM ('2024-01-01Z') TO ('2025-01-01Z')`,
    );
    await transfer('transfers_2024', '2024-04-01', 4);
    await expectMembers(sent, [1, 4]);
    await bank.query('DROP TABLE transfers_2024');
    await expectMembers(sent, [1]);
  });

  it('starts anew when a partition has come before the first look', async () => {
    const { manager } = bank.app.get(DataSource);
    const [{ some, every }] = await manager.query<[{ some: string[]; every: string[] }]>(
      `SELECT array_agg(relid::oid::text) FILTER (WHERE relid <> 'transfers_2025'::regclass) AS some,
         array_agg(relid::oid::text) AS every FROM pg_partition_tree('transfers')`,
    );
    const ordinals = { areKeys: true } as never;
    const taken = async (tables: string[]) => {
      const cache = new MembershipCache(ordinals, tables, 1, true);
      return cache.take(await cache.readChanges(manager));
    };
    await expect(taken(some)).rejects.toThrow(StartAnew);
    await expect(taken(every)).resolves.toBe(0);
  });

  it('sees tables emptied and written anew', async () => {
    await transfer('transfers', '2025-02-01', 1, 9, 0.6);
    await transfer('transfers', '2026-02-01', 2, 9, 40);
    await expectMembers(large, []);
    await bank.query('ALTER TABLE transfers ALTER COLUMN amount TYPE numeric USING amount * 100');
    await expectMembers(large, [1, 2]);
    await bank.query('TRUNCATE transfers_2025');
    await expectMembers(large, [2]);
    await bank.query('VACUUM FULL transfers_2026_1');
    await expectMembers(large, [2]);
    await bank.query('BEGIN; TRUNCATE transfers; ROLLBACK');
    await expectMembers(large, [2]);
    await bank.query('TRUNCATE transfers');
    await expectMembers(large, []);
  });

  it('sees what is restored and replicated', async () => {
    await bank.query(
      `BEGIN; SET LOCAL session_replication_role = replica; INSERT INTO transfers_2025 (at, sender, receiver) VALUES ('2025-05-01', 3, 9); COMMIT`,
    );
    await expectMembers(sent, [3]);
  });

  it('reads customers once each when there are more events than are read one by one', async () => {
    for (const sender of [1, 1, 1, 4, 4]) await transfer('transfers', '2026-02-01', sender);
    await askMemory(bank.app.get(MembershipEngine, { strict: false }), async (view, { ordinals }) => {
      const { customer } = view.catalogue;
      const [rule] = await linked([sent], view);
      const leaf = leafOf(rule as LeafRule, { customer, timeZone: view.moment.timeZone });
      for (const most of [1, 4, 5, 6])
        expect([...ordinalsOf(await readLeaf(leaf, view.moment.now, ordinals, view.manager, most))]).toEqual([
          1, 4,
        ]);
    });
    expect.assertions(4 + 1);
  });

  it('sees both customers of an event', async () => {
    await expectMembers(received, []);
    await transfer('transfers', '2026-02-01', 1, 2);
    await expectMembers(received, [2]);
    await expectMembers(sent, [1]);
    await bank.query('UPDATE transfers SET receiver = 3');
    await expectMembers(received, [3]);
    await bank.query('UPDATE transfers SET sender = 4');
    await expectMembers(sent, [4]);
  });

  it('takes events with keys that no customer can have, and goes on answering', async () => {
    const options = optionsOf(bank.app);
    const { clock } = options;
    const lately = { ...received, within: last(7) };
    const engine = newEngine(bank.app);
    try {
      await transfer('transfers', '2026-06-15T12:30:00Z', 1, 3_000_000_000);
      await transfer('transfers', '2026-06-15T12:30:00Z', 1, 2);
      const expectReceivers = (members: number[]) =>
        compareRules(engine, [lately], (_, { memory }) => {
          expect(memory).toEqual([members]);
          return Promise.resolve();
        });
      await expectReceivers([]);
      options.clock = () => new Date('2026-06-15T13:00:00Z');
      await expectReceivers([2]);
      await bank.query('UPDATE transfers SET receiver = -receiver');
      await expectReceivers([]);
      await bank.query('UPDATE transfers SET receiver = -receiver');
      await expectReceivers([2]);
    } finally {
      options.clock = clock!;
    }
  });

  it('sees customers whose own rows are events', async () => {
    await expectMembers(openedLately, []);
    await bank.query(`UPDATE owners SET opened = '2026-06-14' WHERE id = 5`);
    await expectMembers(openedLately, [5]);
    await bank.query('UPDATE owners SET score = 1 WHERE id = 7');
    await expectMembers(young, [1, 2, 7]);
    await bank.query('DELETE FROM owners WHERE id = 2');
    await expectMembers(young, [1, 7]);
  });

  it('sees what was written while a trigger was switched off, or gone', async () => {
    const [insert, owners] = ['TRIGGER targeting_log_insert', 'ALTER TABLE owners'];
    const add = (id: number) => `INSERT INTO owners (id, score) VALUES (${id}, 1)`;
    await expectMembers(young, [1, 2]);
    await bank.query(`${owners} DISABLE ${insert}; ${add(10)}; ${owners} ENABLE ALWAYS ${insert}`);
    await expectMembers(young, [1, 2, 10]);
    // As after `pg_restore --disable-triggers`, which does not switch them on for everything that is written.
    await bank.query(`${owners} DISABLE TRIGGER ALL; ${add(11)}; ${owners} ENABLE TRIGGER ALL`);
    await expectMembers(young, [1, 2, 10, 11]);
    await bank.query(`DROP ${insert} ON owners; ${add(12)}`);
    await expectMembers(young, [1, 2, 10, 11, 12]);
    await bank.query(add(13));
    await expectMembers(young, [1, 2, 10, 11, 12, 13]);
  });

  /** The last one: afterwards, nobody but itself is told of changes. */
  it('is told of changes by a host whose tables have no triggers', async () => {
    optionsOf(bank.app).engine = { ...optionsOf(bank.app).engine, enabled: false };
    await bank.query(`
      DO $$ DECLARE t record; BEGIN
        FOR t IN SELECT tgname, tgrelid::regclass AS on_table FROM pg_trigger
          WHERE tgname LIKE 'targeting%' AND tgrelid::regclass::text ~ '^(owners|transfers)' LOOP
          EXECUTE format('DROP TRIGGER %I ON %s', t.tgname, t.on_table);
        END LOOP;
      END $$`);
    const engine = newEngine(bank.app, { capture: 'host' });
    const changes = bank.app.get(TargetingChanges, { strict: false });
    const { manager } = bank.app.get(DataSource);
    const names = () =>
      askMemory(engine, async (view, { cache, ordinals }) => {
        const counts = new BitCounts(view, cache, ordinals, new AskedLeaves(new EngineMetrics()));
        const [rule] = await linked([young], view);
        const counted = { plan: planOf({ kind: 'segment', rule: rule! }) };
        return (await counts.sample(counted)).map(({ id, name }) => [id, name]);
      });
    await compareRules(engine, [sent, young]);
    expect(await names()).toEqual({
      value: [
        [1, null],
        [2, null],
      ],
    });
    await manager.transaction(async (within) => {
      await within.query('UPDATE owners SET score = 1 WHERE id = 5');
      await within.query(`INSERT INTO transfers (at, sender, receiver) VALUES ('2026-02-01', 4, 9)`);
      await changes.record([4, 5], within);
    });
    await compareRules(engine, [sent, young]);
    // A name decides about nobody: hosts need not tell.
    await bank.query(`UPDATE owners SET name = 'Ada' WHERE id = 1`);
    expect(await names()).toEqual({
      value: [
        [1, 'Ada'],
        [2, null],
        [5, null],
      ],
    });
    await bank.query('UPDATE owners SET score = 2 WHERE id = 8');
    await expect(compareRules(engine, [young])).rejects.toThrow('differ');
    await changes.all(manager);
    await compareRules(engine, [sent, young]);
    expect(await names()).toEqual({
      value: [
        [1, 'Ada'],
        [2, null],
        [5, null],
        [8, null],
      ],
    });
  });
});
