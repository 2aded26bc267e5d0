import { rememberSql } from '../../../libs/targeting/src/lists/list-entries.js';
import { bucketOfKey } from '../../../libs/targeting/src/rules/list-membership.js';
import pg from 'pg';
import type { Named } from './rules.js';
import { type Actor, mostCustomers, type Write } from './steps.js';
import type { Tables } from './tables.js';

const cities = ['Rome', 'Paris', null];

/** Writes to a host's tables by SQL alone, on three connections, of which two keep their transactions open. */
export class Writer {
  private readonly open = new Set<Actor>();
  private readonly saved = new Set<Actor>();

  private constructor(
    private readonly clients: readonly pg.Client[],
    private readonly tables: Tables,
    private readonly now: () => number,
    private readonly named: Pick<Named, 'lists' | 'campaigns'>,
  ) {}

  static async connect(
    url: string,
    tables: Tables,
    now: () => number,
    named: Pick<Named, 'lists' | 'campaigns'>,
  ): Promise<Writer> {
    const clients = [0, 1, 2].map(() => new pg.Client({ connectionString: url }));
    for (const client of clients) {
      await client.connect();
      // Whoever would have to wait for another connection does without.
      await client.query(`SET lock_timeout = '200ms'; SET TIME ZONE 'Pacific/Kiritimati'`);
    }
    return new Writer(clients, tables, now, named);
  }

  get someOpen(): boolean {
    return this.open.size > 0;
  }

  async close(): Promise<void> {
    for (const client of this.clients) await client.end();
  }

  async write(actor: Actor, writes: readonly Write[]): Promise<void> {
    if (actor !== 0 && !this.open.has(actor)) {
      await this.query(actor, 'BEGIN');
      this.open.add(actor);
    }
    for (const write of writes)
      for (const [sql, params] of this.statements(actor, write)) await this.attempt(actor, sql, params);
  }

  async end(actor: Actor, how: 'commit' | 'rollback'): Promise<void> {
    if (!this.open.delete(actor)) return;
    this.saved.delete(actor);
    await this.query(actor, how);
  }

  async endAll(): Promise<void> {
    await this.end(1, 'commit');
    await this.end(2, 'rollback');
  }

  async savepoint(actor: Actor): Promise<void> {
    if (!this.open.has(actor)) return;
    this.saved.add(actor);
    await this.query(actor, 'SAVEPOINT one');
  }

  async undo(actor: Actor): Promise<void> {
    if (this.saved.delete(actor)) await this.query(actor, 'ROLLBACK TO SAVEPOINT one');
  }

  /** More than a change names, in one statement, and in another their end. */
  async bulk(between: () => Promise<void>): Promise<void> {
    const { events, buyer, column, more, amount, instant, customers, key } = this.tables;
    await this.query(
      0,
      `INSERT INTO ${events} (${buyer}, ${column.at}, ${column.amount}, ${column.more})
         SELECT c.${key}, ${instant('$1')}, ${amount('77')}, ${more} FROM ${customers} c, generate_series(1, 1 + 10000 / (SELECT count(*) FROM ${customers})::integer)`,
      [this.now()],
    ).catch(swallowDivision);
    await between();
    const noise = column.amount === 'properties' ? `properties ->> 'amount' = '77'` : `${column.amount} = 77`;
    await this.query(0, `DELETE FROM ${events} WHERE ${noise}`);
  }

  query(actor: Actor, sql: string, params: unknown[] = []): Promise<pg.QueryResult> {
    return this.clients[actor]!.query(sql, params);
  }

  /** What another connection holds, and what would not be unique, is left as it is. */
  private async attempt(actor: Actor, sql: string, params: unknown[]): Promise<void> {
    if (actor !== 0) await this.query(actor, 'SAVEPOINT attempt');
    try {
      await this.query(actor, sql, params);
    } catch (error) {
      if (!['55P03', '23505', '23503', '40P01'].includes((error as { code: string }).code)) throw error;
      if (actor !== 0) await this.query(actor, 'ROLLBACK TO SAVEPOINT attempt');
    }
  }

  /** Each connection has customers of its own while its transaction is open, so that none waits. */
  private pick(actor: Actor, number: number): number {
    const free = (candidate: number) =>
      actor === 0 ? !this.open.has((candidate % 3) as Actor) || candidate % 3 === 0 : candidate % 3 === actor;
    for (let candidate = number; ; candidate = (candidate + 1) % mostCustomers)
      if (free(candidate)) return candidate;
  }

  /** Those there are, and others that are gone. */
  private campaign = (number: number): string => String(this.named.campaigns[number] ?? `gone-${number}`);

  private statements(actor: Actor, write: Write): [sql: string, params: unknown[]][] {
    const { tables } = this;
    const { customers, key, keyOf, events, eventId, buyer, column, instant, set, score, consent, email } =
      tables;
    const one = (number: number) => keyOf(this.pick(actor, number));
    const update = (assignment: string, number: number, value: unknown): [string, unknown[]] => [
      `UPDATE ${customers} SET ${assignment} WHERE ${key} = $1`,
      [one(number), value],
    ];
    const instantOf = (back: number, off: number) => this.now() - back + off;
    const own = Array.from({ length: mostCustomers }, (_, number) => number).filter(
      (number) => this.pick(actor, number) === number,
    );
    const nth = `(SELECT e.${eventId} FROM ${events} e WHERE e.${buyer} = ANY($1) ORDER BY e.${eventId} OFFSET $2 LIMIT 1)`;
    const nthOf = (which: number) => [own.map(keyOf), which];
    switch (write.do) {
      case 'insert':
        return Array.from({ length: write.count }, (_, index) => {
          const number = this.pick(actor, (write.who + index) % mostCustomers);
          return [
            `INSERT INTO ${customers} (${key}, ${email}, ${consent}, ${score}) VALUES ($1, $2, $3, $4) ON CONFLICT (${key}) DO NOTHING`,
            [keyOf(number), addressOf(number, 0), number % 4 !== 0, number % 7],
          ];
        });
      case 'delete':
        return [[`DELETE FROM ${customers} WHERE ${key} = $1`, [one(write.who)]]];
      case 'score':
        return [update(`${score} = $2`, write.who, write.value === 9 ? null : write.value)];
      case 'consent':
        return [update(`${consent} = $2`, write.who, [true, false, null][write.value % 3])];
      case 'city':
        return [update(set.city, write.who, cities[write.value % 3])];
      case 'tag':
        return [update(set.tag, write.who, ['a', 'b', 'c', null][write.value % 4])];
      case 'email':
        return [update(`${email} = $2`, write.who, addressOf(this.pick(actor, write.who), write.value % 3))];
      case 'seen':
        return [update(set.seen, write.who, this.seen(write.value))];
      case 'created':
        return tables.created
          ? [
              update(
                `${tables.created} = $2`,
                write.who,
                new Date(this.now() - (write.value - 3) * 86_400_000),
              ),
            ]
          : [];
      case 'buy':
        return [
          [
            `INSERT INTO ${events} (${buyer}, ${column.at}, ${column.amount}, ${column.more})
               SELECT c.${key}, ${instant('$2 + 7200000.0 * g * $3')}, ${tables.amount('g * 5')}, ${tables.more}
               FROM ${customers} c, generate_series(0, $4::integer) g WHERE c.${key} = $1`,
            [one(write.who), instantOf(write.back, write.off), write.who % 2, write.count - 1],
          ],
        ];
      case 'redate':
        return [
          [
            `UPDATE ${events} m SET ${column.at} = ${instant('$3')} WHERE m.${eventId} = ${nth}`,
            [...nthOf(write.which), instantOf(write.back, write.off)],
          ],
        ];
      case 'move':
        return [
          [
            `UPDATE ${events} m SET ${buyer} = c.${key} FROM ${customers} c WHERE c.${key} = $3 AND m.${eventId} = ${nth}`,
            [...nthOf(write.which), one(write.who)],
          ],
        ];
      case 'cancel':
        return [[`DELETE FROM ${events} m WHERE m.${eventId} = ${nth}`, nthOf(write.which)]];
      case 'contact':
        return [
          [
            `INSERT INTO targeting.contacts (customer_id, campaign_id, contacted_at, snapshot_id)
               VALUES ($1, $2, to_timestamp($3::float8 / 1000), 0) ON CONFLICT DO NOTHING`,
            [one(write.who), this.campaign(write.campaign), instantOf(write.back, write.off)],
          ],
        ];
      case 'uncontact':
        return [[`DELETE FROM targeting.contacts WHERE customer_id = $1`, [one(write.who)]]];
      case 'list':
        return [
          [
            `INSERT INTO targeting.member_buckets (list_id, customers, bucket) SELECT $1, ARRAY[key], ${bucketOfKey('key', this.tables.keyType)}
               FROM (SELECT $2::${this.tables.keyType} AS key) k`,
            [this.named.lists[write.list], one(write.who)],
          ],
        ];
      case 'unlist':
        return [
          [
            'DELETE FROM targeting.member_buckets WHERE list_id = $1 AND $2 = ANY (customers)',
            [this.named.lists[write.list], one(write.who)],
          ],
        ];
      case 'name':
        return [
          [
            rememberSql(`SELECT 'email' AS kind, $2::text AS value`, '$1::integer', '0'),
            [this.named.lists[write.list], addressOf(this.pick(actor, write.who), 1)],
          ],
        ];
    }
  }

  /** Around the edges of windows, in the future, as a day, or missing. */
  private seen(value: number): string | null {
    const hour = 3_600_000;
    const at = (milliseconds: number) => new Date(this.now() + milliseconds).toISOString();
    return [
      at(0),
      at(hour),
      at(hour + 1),
      at(-24 * hour),
      at(-24 * hour + 1),
      at(-7 * 24 * hour),
      at(5 * 60_000).slice(0, 10),
      at(-30 * 24 * hour).slice(0, 10),
      at(-2 * hour),
      null,
    ][value]!;
  }
}

const addressOf = (number: number, form: number): string => `p${number}${'abc'[form]}@example.org`;

const swallowDivision = (error: Error & { code?: string }): void => {
  if (error.code !== '22012') throw error;
};
