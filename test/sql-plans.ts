import type { EntityManager } from 'typeorm';
import { leafOf, type LeafRule } from '../libs/targeting/src/engine/leaf.js';
import { datedStatement } from '../libs/targeting/src/engine/leaf-sql.js';
import { chooseOrdinals } from '../libs/targeting/src/engine/ordinals.js';
import { readLeaf } from '../libs/targeting/src/engine/read-leaf.js';
import { waysOntoLists } from '../libs/targeting/src/explain/ways-onto-lists.js';
import { CatalogueService } from '../libs/targeting/src/host/catalogue.service.js';
import type { View } from '../libs/targeting/src/host/consistent-read.js';
import { enlistSql, rememberSql } from '../libs/targeting/src/lists/list-entries.js';
import { type Group, link, parseRule, type Rule } from '../libs/targeting/src/rules/index.js';
import { lateContacts } from '../libs/targeting/src/snapshots/compare/ask-again.js';
import { countRules } from '../libs/targeting/src/segments/rule-counts.js';
import { SqlCounts } from '../libs/targeting/src/targets/counts.js';
import { pageMembers } from '../libs/targeting/src/targets/members.js';
import { type Plan, planOf } from '../libs/targeting/src/targets/plan.js';
import { countReached } from '../libs/targeting/src/usage/count-reached.js';
import { countUsers } from '../libs/targeting/src/usage/count-users.js';
import type { Host } from './hosts/host.js';
import { openReferenceHost } from './hosts/reference-host.js';

/** A million is no other plan than this, for indexes serve from here on. */
const load = [
  `INSERT INTO customers (email, name, subscribed, score, attributes)
   SELECT 'c' || n || '@example.com', 'Customer ' || n, n % 5 > 1, n % 101, jsonb_build_object('city', 'City ' || n % 50)
   FROM generate_series(1, 20000) n`,
  `INSERT INTO events (customer_id, type, occurred_at, properties)
   SELECT 1 + n * 7919 % 20000 + (SELECT min(id) - 1 FROM customers), (ARRAY['purchase', 'visited', 'email_sent'])[1 + n % 3],
     timestamptz '2026-11-22Z' - n * interval '5 minutes', jsonb_build_object('amount', n % 90)
   FROM generate_series(1, 100000) n`,
  `INSERT INTO targeting.lists (id, name) VALUES (1, 'A list')`,
  enlistSql('SELECT l, id AS key FROM customers, generate_series(1, 5) l WHERE id % 3 = 0', 'integer', {
    listId: 'r.l',
    importId: '0',
  }),
  ...[1, 2, 3, 4, 5].map((list) =>
    rememberSql(`SELECT 'email' AS kind, email AS value FROM customers WHERE id % 3 = 0`, String(list), '0'),
  ),
  `INSERT INTO targeting.contacts (customer_id, campaign_id, contacted_at, snapshot_id)
   SELECT id, n::text, timestamptz '2026-11-22Z' - n * interval '1 day', 1 FROM customers, generate_series(1, 5) n ORDER BY n DESC`,
  'ANALYZE customers, events, targeting.member_buckets, targeting.identifier_buckets, targeting.contacts',
];

const last = (days: number) => ({ last: days, unit: 'day' });
const purchased = { event: 'purchase', operator: 'did', within: last(1) };
const mailed = {
  event: 'email_sent',
  operator: 'did',
  within: last(2),
  count: { operator: 'at_least', value: 2 },
};
const listed = { list: 1, operator: 'in' };
const contacted = { contacted: { within: last(1) }, operator: 'was' };

describe('the plans of PostgreSQL', () => {
  let host: Host;
  let view: View;
  let asked: string[];
  /** What the library itself has explained. */
  let weighed: string[];

  beforeAll(async () => {
    host = await openReferenceHost();
    for (const statement of load) await host.dataSource.query(statement);
    await host.dataSource.query(
      `INSERT INTO event_types SELECT unnest(ARRAY['purchase', 'email_sent']) ON CONFLICT DO NOTHING`,
    );
    const catalogue = await host.app.get(CatalogueService, { strict: false }).load();
    const moment = { now: Date.parse('2026-11-22T00:00:00Z'), timeZone: 'UTC' };
    view = { manager: explaining((plan) => asked.push(plan)), catalogue, moment };
  });
  afterAll(() => host?.close());
  beforeEach(() => ([asked, weighed] = [[], []]));

  /** Explains each query before it is run. */
  function explaining(
    tell: (plan: string) => void,
    explain = 'EXPLAIN',
    manager = host.dataSource.manager,
  ): View['manager'] {
    const query = async (sql: string, params?: unknown[]) => {
      if (sql.startsWith('EXPLAIN')) {
        weighed.push(sql);
        return manager.query<unknown>(sql, params);
      }
      const rows = await manager.query<Record<string, string>[]>(`${explain} ${sql}`, params);
      tell(rows.map((row) => row['QUERY PLAN']).join('\n'));
      return manager.query<unknown>(sql, params);
    };
    return new Proxy(manager, {
      get: (target, name) => (name === 'query' ? query : (Reflect.get(target, name) as unknown)),
    });
  }

  const rule = (...rules: object[]): Rule =>
    link(parseRule({ logic: 'AND', rules }, view.catalogue), {
      segments: new Map(),
      lists: new Map([[1, { id: 1, name: 'A list', status: 'active' }]]),
    });
  const audience = (...sources: object[]): Plan => ({
    logic: 'OR',
    sources: sources.map((source, id) => ({ kind: 'segment', id, name: '', rule: rule(source) })),
    exclusions: [mailed, contacted].map((source, id) => ({
      kind: 'segment',
      id,
      name: '',
      rule: rule(source),
    })),
  });

  const scansNone = (...tables: string[]) => {
    expect(asked.length).toBeGreaterThan(0);
    for (const plan of asked)
      for (const table of tables) expect(plan).not.toMatch(new RegExp(`Seq Scan on ${table}\\b`));
  };

  it('count a segment by a window of events through the index of their type', async () => {
    await new SqlCounts(view).members({ plan: planOf({ kind: 'segment', rule: rule(purchased) }) });
    expect(asked.join()).toContain('events_type');
    expect(weighed).toEqual([]);
    scansNone('events');
  });

  it('count rules, and the ledger of an audience, without reading all events', async () => {
    await countRules(rule(purchased, mailed) as Group, view);
    await new SqlCounts(view).ledger({ plan: audience(purchased, listed) });
    scansNone('events');
  });

  it('count overlaps and who moves, without reading all events', async () => {
    const counts = new SqlCounts(view);
    await counts.regions([rule(purchased), rule(mailed), rule(listed)]);
    await counts.shared(rule(purchased), [rule(mailed), rule(listed)]);
    await counts.difference({ plan: audience(purchased) }, { plan: audience(purchased, mailed) });
    scansNone('events');
  });

  it('find what windows over contacts and events are about to pass, without reading all of either', async () => {
    const { now, timeZone } = view.moment;
    const context = { customer: view.catalogue.customer, timeZone };
    const minutes = (from: number, to: number) => ({ low: now + from * 60_000, high: now + to * 60_000 });
    // Between two sends: the window of a day, ten minutes ahead.
    const stretches = [minutes(-1_200, -1_190), minutes(0, 10)];
    for (const each of (rule(contacted, purchased) as Group).rules) {
      const question = { leaf: leafOf(each as LeafRule, context), stretches };
      const { text, values } = datedStatement([question], undefined, 1_001)!;
      await view.manager.query(text, [...values]);
    }
    expect(asked).toHaveLength(2);
    scansNone('contacts', 'events');
  });

  it('find contacts that were noted late without reading all', async () => {
    await lateContacts({ id: 1, takenAt: new Date(view.moment.now) }, { plan: audience(contacted) }, view);
    expect(asked).toHaveLength(1);
    scansNone('contacts');
  });

  it('find a page of members one by one', async () => {
    const score = { field: 'score', operator: 'at_least', value: 0 };
    const plan = audience(score, purchased, listed);
    const counts = Object.assign(new SqlCounts(view), { members: () => Promise.resolve(20_000) });
    await pageMembers({ plan }, { per_page: 10 }, { ...view, counts });
    expect(asked).toHaveLength(1);
    expect(asked.join()).not.toContain('hashed');
    scansNone('events', 'customers', 'member_buckets', 'identifier_buckets', 'contacts');
  });

  it('find whether few are on a list without reading all customers', async () => {
    const few = { field: 'email', operator: 'in', value: ['c1@example.com', 'c2@example.com'] };
    await new SqlCounts(view).members({ plan: planOf({ kind: 'segment', rule: rule(few, listed) }) });
    scansNone('customers');
  });

  it.each(['64kB', '64MB'])('never read a whole list for each customer, with %s to hash it in', (memory) =>
    host.dataSource.transaction(async (manager) => {
      await manager.query(`SET LOCAL work_mem = '${memory}'`);
      const counts = new SqlCounts({
        ...view,
        manager: explaining((plan) => asked.push(plan), 'EXPLAIN VERBOSE', manager),
      });
      const some = { field: 'score', operator: 'equals', value: 7 };
      const thoughtFew = { field: 'attributes.city', operator: 'equals', value: 'City 7' };
      for (const narrow of [some, thoughtFew, purchased])
        await counts.members({ plan: planOf({ kind: 'segment', rule: rule(narrow, listed) }) });
      const exclusions = [{ kind: 'segment' as const, id: 9, name: '', rule: rule(listed) }];
      await counts.ledger({ plan: { ...audience(some, listed), exclusions } });
      expect(asked).toHaveLength(4);
      for (const plan of asked) expect(wholeListsForEach(plan)).toEqual([]);
    }),
  );

  describe('of events as alternatives', () => {
    const alternatives = {
      logic: 'OR',
      rules: [
        { field: 'score', operator: 'equals', value: 7 },
        { ...purchased, within: last(90) },
      ],
    };
    const countedWith = (memory: string) =>
      host.dataSource.transaction(async (manager) => {
        await letSeveralProcesses(manager);
        await manager.query(`SET LOCAL work_mem = '${memory}'`);
        const counts = new SqlCounts({
          ...view,
          manager: explaining((plan) => asked.push(plan), 'EXPLAIN', manager),
        });
        await counts.members({ plan: planOf({ kind: 'segment', rule: rule(alternatives) }) });
        expect(weighed).toHaveLength(2);
        expect(asked).toHaveLength(1);
        return asked.join();
      });

    it('read the events beforehand, in several processes', async () => {
      const plan = await countedWith('64MB');
      expect(plan).toContain('Partial Aggregate');
      expect(plan).toContain('hashed SubPlan');
    });

    it('never read all of them for each customer, where there is no room to hash them', async () => {
      const plan = await countedWith('64kB');
      expect(plan).toContain('EXISTS(SubPlan');
      expect(plan).toMatch(/Index Cond: .*customer_id = c\.id/);
    });
  });

  it('find how somebody came onto lists without reading what these remember', async () => {
    const [{ id }] = await host.dataSource.query<[{ id: number }]>(
      `SELECT min(id) AS id FROM customers WHERE id % 3 = 0`,
    );
    const ways = await waysOntoLists(id, new Set([1, 2]), view);
    expect([...ways.values()].map((found) => found.length)).toEqual([1, 1]);
    expect(asked).toHaveLength(1);
    // One for each kind of identifier.
    expect(asked.join().match(/Index Cond: .*hashtextextended/g)).toHaveLength(3);
    scansNone('customers', 'member_buckets', 'identifier_buckets');
  });

  it('count who uses something without starting processes', () =>
    host.dataSource.transaction(async (manager) => {
      await manager.query('SET LOCAL max_parallel_workers_per_gather = 2');
      const alone = explaining((plan) => asked.push(plan), 'EXPLAIN', manager);
      await countUsers([1, 2], alone);
      await countReached([1, 2], undefined, alone);
      expect(asked).toHaveLength(3);
      expect(asked.join()).not.toContain('Gather');
    }));

  it('read whom a rule holds for in several processes, where that is worth it', () =>
    host.dataSource.transaction(async (manager) => {
      await letSeveralProcesses(manager);
      const { customer } = view.catalogue;
      const context = { customer, timeZone: view.moment.timeZone };
      const ordinals = await chooseOrdinals(customer, manager);
      const alone = explaining((plan) => asked.push(plan), 'EXPLAIN', manager);
      const rules = rule(
        { field: 'score', operator: 'at_least', value: 50 },
        { field: 'attributes.city', operator: 'in', value: ['City 7', 'City 8'] },
      ) as Group;
      for (const each of rules.rules)
        await readLeaf(leafOf(each as LeafRule, context), view.moment.now, ordinals, alone);
      expect(asked).toHaveLength(2);
      for (const plan of asked) expect(plan).toMatch(/Partial .*Aggregate/);
    }));
});

async function letSeveralProcesses(manager: EntityManager): Promise<void> {
  const settings = ['max_parallel_workers_per_gather = 2', 'min_parallel_table_scan_size = 0'];
  for (const setting of [...settings, 'parallel_setup_cost = 0']) await manager.query(`SET LOCAL ${setting}`);
}

/** Scans of lists, not by bucket, in subqueries that are run for each customer; those of hashed ones are run once. */
function wholeListsForEach(plan: string): string[] {
  const found: string[] = [];
  /** Above a step: what it is a part of. */
  const above: { depth: number; line: string }[] = [];
  // Each with what is said about it.
  for (const step of plan.split(/\n(?= *(?:->|SubPlan))/)) {
    const depth = step.search(/\S/);
    while (above.length > 0 && above.at(-1)!.depth >= depth) above.pop();
    const subquery = above.findLast(({ line }) => /^ *SubPlan/.test(line))?.line.trim();
    const isForEach = subquery !== undefined && !plan.includes(`hashed ${subquery})`);
    if (
      isForEach &&
      /Scan .*on (targeting\.)?(member|identifier)_buckets/.test(step) &&
      !/bucket = /.test(step)
    )
      found.push(step);
    above.push({ depth, line: step });
  }
  return found;
}
