import { DataSource } from 'typeorm';
import { trim } from '../../../libs/targeting/src/engine/change-log.js';
import type {
  MembershipEngine,
  Open,
  Running,
} from '../../../libs/targeting/src/engine/membership-engine.js';
import { ConsistentRead, type View } from '../../../libs/targeting/src/host/consistent-read.js';
import { emptyAudience } from '../../../libs/targeting/src/audiences/audience.entity.js';
import type { Host, Id } from '../../hosts/host.js';
import { all, any, Shop } from '../../library/shop.js';
import { askMemory, compareCounts, type Compared, compareRules, Unanswered } from './compare.js';
import { newEngine, optionsOf } from './process.js';
import { type Asked, type Plain, rulesOf } from './rules.js';
import { type Move, mostCustomers, type Step, type Write } from './steps.js';
import { type Tables, tablesOf } from './tables.js';
import { Writer } from './writer.js';

/** In which so few leaves have room that they push each other out. */
const littleMemory = 60_000;

/** A host with customers who change, several processes that keep memberships in memory, and a clock that goes as told. */
export class World {
  private readonly tables: Tables;
  private readonly shop: Shop;
  private asked: Asked[] = [];
  private lists: number[] = [];
  private segments: number[] = [];
  private campaigns: Id[] = [];
  private now = Date.parse('2026-01-30T21:59:00Z');
  private writer!: Writer;
  private engine: MembershipEngine;
  /** Asked only now and then. */
  private sleeper: MembershipEngine;
  private readonly small: MembershipEngine;

  private constructor(private readonly host: Host) {
    this.tables = tablesOf(host);
    this.shop = new Shop(host);
    this.engine = newEngine(host.app);
    this.sleeper = newEngine(host.app);
    this.small = newEngine(host.app, { memoryBytes: littleMemory });
  }

  static async open(host: Host, timeZone: string): Promise<World> {
    await host.clear();
    const world = new World(host);
    Object.assign(optionsOf(host.app), { clock: () => new Date(world.now), timeZone });
    for (const name of ['First', 'Second']) world.lists.push((await world.shop.list(name, [])).id as number);
    for (const [name, least] of [
      ['First', 2],
      ['Second', 5],
    ] as const)
      world.segments.push((await world.shop.segment(name, all(world.shop.scoreAtLeast(least)))).id as number);
    for (const segment of world.segments) world.campaigns.push(await host.addCampaign({ segment }));
    const named = { segments: world.segments, lists: world.lists, campaigns: world.campaigns };
    world.asked = rulesOf(world.shop, named);
    world.writer = await Writer.connect(host.databaseUrl, world.tables, () => world.now, named);
    const start = (who: number, count: number): Write => ({ do: 'insert', who, count });
    await world.writer.write(0, [start(0, 9), start(20, 9), start(mostCustomers - 9, 9)]);
    return world;
  }

  async close(): Promise<void> {
    await this.writer.endAll();
    await this.writer.close();
  }

  async make({ step, look, audience, small }: Move): Promise<void> {
    await this.step(step);
    await this.compare(this.engine, this.wires(look), audience);
    if (small) await this.compare(this.small, this.wires(look.slice(0, 4))).catch(leaveToSql);
  }

  /** Everything, in every process. */
  async end(): Promise<void> {
    await this.writer.endAll();
    const everything = this.asked.map((_, index) => index);
    for (const engine of [this.engine, this.sleeper]) await this.compare(engine, everything);
  }

  private async step(step: Step): Promise<void> {
    const { writer } = this;
    switch (step.do) {
      case 'write':
        return writer.write(step.actor, step.writes);
      case 'end':
        return writer.end(step.actor, step.how);
      case 'savepoint':
        return writer.savepoint(step.actor);
      case 'undo':
        return writer.undo(step.actor);
      case 'clock':
        this.now += step.by;
        return;
      case 'turn':
        this.now = turnOf(step.of, this.now) + step.by;
        return;
      case 'edit':
        return this.edit(step.segment, step.rules);
      case 'csv': {
        const rows = step.who.map((who) => `p${who}a@example.org`);
        if (!writer.someOpen)
          await this.host.api.upload(
            `lists/${this.lists[step.list]}/import-csv`,
            'a.csv',
            `email\n${rows.join('\n')}\n`,
          );
        return;
      }
      case 'lateFill':
        return this.lateFill(step.before, step.after);
      case 'bulk':
        if (writer.someOpen) return;
        return writer.bulk(() => this.compare(this.engine, this.wires([17, 20, 21])));
      case 'truncate':
        if (!writer.someOpen) await writer.query(0, `TRUNCATE ${this.tables.events}`);
        return;
      case 'loseCache':
        this.engine = newEngine(this.host.app);
        return;
      case 'wake':
        return this.compare(this.sleeper, this.wires([1, 5, 16, 19, 25, 37, 41, 45]));
      case 'trim':
        await writer.query(0, "INSERT INTO targeting.changes (source) VALUES ('nothing')");
        return void (await trim(await this.lowestTransaction(), this.host.dataSource.manager));
      case 'crash':
        return void (await writer.query(
          0,
          'DELETE FROM targeting.changes_meta; DELETE FROM targeting.changes',
        ));
      case 'forgetAll':
        return void (await writer.query(0, 'SELECT targeting.changed_all()'));
    }
  }

  /** Reads rules whole while customers change and another question reads these changes. */
  private async lateFill(before: readonly Write[], after: readonly Write[]): Promise<void> {
    const engine = (this.engine = newEngine(this.host.app));
    const read = this.host.app.get(ConsistentRead, { strict: false });
    const wires = this.wires([0, 11, 12, 16, 18, 38, 40]);
    let fills = 0;
    const open: Open = (ask, first) =>
      read.reading(
        { milliseconds: read.milliseconds },
        async (manager, found: Parameters<typeof ask>[1]) => {
          const answer = await ask(manager, found);
          // Only a leaf that was read whole comes here the first time.
          if (++fills === 1) {
            await this.writer.write(0, before);
            await askMemory(engine, () => Promise.resolve());
            await this.writer.write(0, after);
            this.now += 1;
          }
          return answer;
        },
        first,
      );
    await compareRules(engine, this.wiresAt(wires), undefined, open);
  }

  private async edit(segment: number, rules: readonly number[]): Promise<void> {
    const bare = this.asked.filter(({ wire }) => !('segment' in wire));
    const chosen = rules.map((number) => bare[number % bare.length]!.wire);
    const conditions = { ...(rules[0]! % 2 ? all : any)(...chosen), not: rules[0]! % 3 === 0 };
    await this.host.api.put(`segments/${this.segments[segment]}`, { conditions });
  }

  private async compare(
    engine: MembershipEngine,
    rules: readonly number[],
    audience?: readonly number[],
  ): Promise<void> {
    await compareRules(engine, this.wiresAt(rules), async (view, compared, running) => {
      await this.compareWithPlain(rules, view, compared, running);
      if (!audience) return;
      const [drawn, standing] = [this.audienceOf(audience), this.audienceOf([0, 1, 2, 0, 3, 4])];
      await compareCounts(drawn, standing, compared.wires, view, running);
    });
  }

  private async compareWithPlain(
    rules: readonly number[],
    { manager }: View,
    { now, memory }: Compared,
    { ordinals }: Running,
  ): Promise<void> {
    if (rules.every((rule) => !this.asked[rule]!.holds)) return;
    const { customers, key, score, consent, events, buyer, at } = this.tables;
    const plain = await manager.query<(Plain & { ordinal: number })[]>(
      `SELECT ${ordinals.areKeys ? `c.${key}` : `(SELECT ordinal FROM targeting.ordinals WHERE customer_id = c.${key})`} AS ordinal,
         c.${score}::float8 AS score, c.${consent} AS consent,
         ARRAY(SELECT (extract(epoch FROM ${at}) * 1000)::float8 FROM ${events} e WHERE e.${buyer} = c.${key}) AS purchases
         FROM ${customers} c ORDER BY 1`,
    );
    rules.forEach((rule, index) => {
      const { holds, wire } = this.asked[rule]!;
      if (!holds) return;
      const expected = plain.filter((one) => holds(one, now)).map(({ ordinal }) => ordinal);
      expect({ wire, members: memory[index] }).toEqual({ wire, members: expected });
    });
  }

  private audienceOf([logic, include, exclude, list, contacted, who]: readonly number[]) {
    const some = <T>(items: readonly T[], number: number) =>
      items.filter((_, index) => (number >> index) & 1);
    return {
      ...emptyAudience,
      includeLogic: logic! % 2 ? ('AND' as const) : ('OR' as const),
      includeSegments: some(this.segments, include! % 4),
      includeLists: some(this.lists, list! % 4),
      includeCustomers: who! % 2 ? [1, 2, 3].map(this.tables.keyOf) : [],
      excludeSegments: some(this.segments, exclude! % 4),
      excludeUnsubscribed: logic! % 3 > 0,
      excludeContactedWithinDays: contacted! % 2 ? 7 : null,
      excludeContactedInCampaigns: contacted! % 3 ? this.campaigns.slice(1).map(String) : [],
    };
  }

  private wires = (look: readonly number[]): number[] => look.map((number) => number % this.asked.length);
  private wiresAt = (rules: readonly number[]): object[] => rules.map((rule) => this.asked[rule]!.wire);

  private async lowestTransaction(): Promise<string> {
    const [row] = await this.host.app
      .get(DataSource)
      .query<{ xmin: string }[]>('SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin');
    return row!.xmin;
  }
}

/** There may be no room for all of the rules together. */
function leaveToSql(error: unknown): void {
  if (!(error instanceof Unanswered)) throw error;
}

/** The next midnight, or the 31st of the month or the last day at nine, whichever there is. */
function turnOf(unit: 'day' | 'month', now: number): number {
  const date = new Date(now);
  if (unit === 'day') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + 1);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 2, 0, 9);
}
