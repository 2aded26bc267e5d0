import { compileRule, type Moment, matchRule, parseRule, SqlWriter } from 'nest-targeting/rules';
import type pg from 'pg';
import { hostCatalogue } from './host.js';
import { loadWorld } from './load-world.js';
import type { Wire } from './trees.js';
import type { SomePerson } from './world.js';

/** Whether the rule holds for each of the people; SQL and memory must say the same. */
export async function ask(
  client: pg.Client,
  wire: Wire,
  moment: Moment,
  some: readonly SomePerson[],
): Promise<boolean[]> {
  const people = await loadWorld(client, { moment, campaignId: undefined, sessionZone: 'UTC', people: some });
  const rule = parseRule({ logic: 'AND', rules: [wire] }, hostCatalogue);
  const writer = new SqlWriter();
  const condition = compileRule(rule, { customer: hostCatalogue.customer, writer, moment, alias: 'c' });
  const { rows } = await client.query<{ holds: boolean }>(
    `SELECT ${condition} AS holds FROM host.people c ORDER BY c.id`,
    writer.params,
  );
  const inMemory = people.map((person) => matchRule(rule, person, { moment }));
  expect(rows.map(({ holds }) => holds)).toEqual(inMemory);
  return inMemory;
}

/** Something that a person did: `purchase` unless told otherwise. */
export interface Deed {
  readonly at: string;
  readonly kind?: string;
  readonly price?: string;
  readonly data?: unknown;
}

export const personWho = (...deeds: Deed[]): SomePerson => ({
  row: {},
  activities: deeds.map(({ at, kind = 'purchase', price, data }) => ({
    at,
    kind,
    price,
    data: data === undefined ? null : JSON.stringify(data),
  })),
  orders: [],
  lists: {},
  contacts: [],
});

/** Someone with such a column. */
export const personWith = (row: SomePerson['row']): SomePerson => ({ ...personWho(), row });

export const momentAt = (now: string, timeZone = 'UTC'): Moment => ({ now: Date.parse(now), timeZone });
