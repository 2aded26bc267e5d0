import type { Statement } from '../host/prepared.js';
import {
  compileRule,
  type CustomerTable,
  type EventFilter,
  type Key,
  type KeyType,
  quoteIdentifier,
  quoteTable,
  SqlWriter,
} from '../rules/index.js';
import { instantSql } from '../rules/read.js';
import type { Leaf } from './leaf.js';
import { assertSmall, isSmall, type Ordinals } from './ordinals.js';
import type { Stretch } from './passing-time.js';

/** In a query of its own, so that the plan does not depend on how many they are, and can be kept. */
const anyOf = (keys: readonly Key[], { keyType }: CustomerTable, writer: SqlWriter): string =>
  `(SELECT ${writer.param(keys, `${keyType}[]`)})`;

/** The most that a key of each type of number can be; the least is one less than its negative. */
const largest: Partial<Record<KeyType, string>> = { integer: '2147483647', bigint: '9223372036854775807' };

/** A column of events as the key of a customer; NULL where no customer can have it, as a cast would fail the statement. */
export function keySql(column: string, type: KeyType): string {
  const most = largest[type];
  return most === undefined
    ? `${column}::${type}`
    : `CASE WHEN ${column} BETWEEN -'${most}'::${type} - 1 AND '${most}'::${type} THEN ${column}::${type} END`;
}

/** Leaves in one integer of a row. */
const perColumn = 30;

/** Tells of a customer whether it is in a leaf. */
export type Tell = (leaf: number, ordinal: number, isIn: boolean) => void;

/** Asks of each customer whether it is in each leaf: what `tellCustomers` tells of. Who does not exist is in none. */
export function customersStatement(
  keys: readonly Key[],
  leaves: readonly Leaf[],
  now: number,
  ordinals: Ordinals,
): Statement | undefined {
  if (keys.length === 0 || leaves.length === 0) return undefined;
  const { customer } = leaves[0]!.context;
  const writer = new SqlWriter();
  const key = `c.${quoteIdentifier(customer.keyColumn)}`;
  const conditions = leaves.map((leaf) =>
    compileRule(leaf.rule, {
      customer,
      writer,
      moment: { now, timeZone: leaf.context.timeZone },
      alias: 'c',
      campaignId: leaf.context.campaignId,
      rowByRow: true,
    }),
  );
  const columns: string[] = [];
  for (let first = 0; first < leaves.length; first += perColumn) {
    const packed = conditions
      .slice(first, first + perColumn)
      .map((condition, bit) => `((${condition})::int << ${bit})`);
    columns.push(`CASE WHEN ${key} IS NULL THEN 0 ELSE ${packed.join(' | ')} END AS f${columns.length}`);
  }
  const named = anyOf(keys, customer, writer);
  const ordinal = ordinals.areKeys ? 'i.key' : 'o.ordinal';
  const join = ordinals.areKeys ? '' : 'JOIN targeting.ordinals o ON o.customer_id = i.key';
  return {
    text: `SELECT ${ordinal} AS ordinal, ${key} IS NOT NULL AS known, ${columns.join(', ')} FROM unnest(${named}) i(key) ${join}
       LEFT JOIN ${quoteTable(customer.table)} c ON ${key} = i.key WHERE i.key IS NOT NULL`,
    values: writer.params,
  };
}

/** @param leaves how many were asked of */
export function tellCustomers(rows: readonly unknown[], leaves: number, tell: Tell): void {
  for (const row of rows as readonly (Record<string, number> & { known: boolean })[]) {
    // An event may have a key that no customer has.
    if (!row.known && !isSmall(row.ordinal!)) continue;
    assertSmall(row.ordinal!);
    for (let leaf = 0; leaf < leaves; leaf++)
      tell(leaf, row.ordinal!, ((row[`f${Math.floor(leaf / perColumn)}`]! >>> (leaf % perColumn)) & 1) === 1);
  }
}

/** A customer with a timestamp that a leaf looks at. */
export interface Dated {
  readonly key: Key;
  readonly at: number;
}

/** What is asked about one leaf. */
export interface DatedQuestion {
  readonly leaf: Leaf;
  readonly stretches: readonly Stretch[];
}

/**
 * Asks for the timestamps that leaves look at within stretches of time: rows of which `datedOf` makes what was found.
 * @param keys of these customers only
 * @param limit of rows for each question
 */
export function datedStatement(
  questions: readonly DatedQuestion[],
  keys: readonly Key[] | undefined,
  limit: number,
): Statement | undefined {
  const writer = new SqlWriter();
  const parts = questions.flatMap(({ leaf, stretches }, index) => {
    const { customer } = leaf.context;
    const among = keys && anyOf(keys, customer, writer);
    const sources = timestampsOf(leaf, writer).map(({ from, key, at, isUtc, conditions }) => {
      // The bounds are converted, not the column, so that its index serves.
      const bound = (instant: number) =>
        isUtc ? `(${writer.instant(instant)} AT TIME ZONE 'UTC')` : writer.instant(instant);
      const within = stretches.map(
        ({ low, high }) => `(${at} >= ${bound(low)} AND ${at} < ${bound(high + 1)})`,
      );
      const where = [
        ...conditions,
        `(${within.join(' OR ')})`,
        ...(among ? [`${key} = ANY(${among}::${customer.keyType}[])`] : []),
      ];
      return `SELECT ${index} AS question, ${keySql(key, customer.keyType)} AS key, (extract(epoch FROM ${at}) * 1000)::float8 AS at FROM ${from} WHERE ${where.join(' AND ')}`;
    });
    return sources.length === 0 ? [] : [`(SELECT * FROM (${sources.join(' UNION ALL ')}) t LIMIT ${limit})`];
  });
  return parts.length === 0 ? undefined : { text: parts.join(' UNION ALL '), values: writer.params };
}

/** What was found for each of so many questions. */
export function datedOf(rows: readonly unknown[], questions: number): Dated[][] {
  const found = Array.from({ length: questions }, (): Dated[] => []);
  for (const { question, key, at } of rows as readonly (Dated & { question: number })[])
    found[question]!.push({ key, at });
  return found;
}

interface Timestamps {
  readonly from: string;
  readonly key: string;
  readonly at: string;
  /** Whether it has no time zone and means UTC. */
  readonly isUtc?: boolean;
  readonly conditions: readonly string[];
}

function timestampsOf({ rule, context }: Leaf, writer: SqlWriter): Timestamps[] {
  switch (rule.kind) {
    case 'field':
      return ofField(instantSql({ field: rule.field, alias: 'c', writer }), context.customer);
    case 'event':
      return [rule, ...(rule.question.kind === 'then' ? [rule.question.next] : [])].map((filter) =>
        ofEvents(filter, writer),
      );
    case 'contacted':
      return [{ from: 'targeting.contacts k', key: 'k.customer_id', at: 'k.contacted_at', conditions: [] }];
    default:
      return [];
  }
}

const ofField = (at: string | undefined, { table, keyColumn }: CustomerTable): Timestamps[] =>
  at === undefined
    ? []
    : [{ from: `${quoteTable(table)} c`, key: `c.${quoteIdentifier(keyColumn)}`, at, conditions: [] }];

function ofEvents({ event }: EventFilter, writer: SqlWriter): Timestamps {
  const { table, customerColumn, atColumn, atIsUtc, typeColumn } = event.table;
  return {
    from: `${quoteTable(table)} e`,
    key: `e.${quoteIdentifier(customerColumn)}`,
    at: `e.${quoteIdentifier(atColumn)}`,
    isUtc: atIsUtc,
    conditions: typeColumn ? [`e.${quoteIdentifier(typeColumn)} = ${writer.param(event.name, 'text')}`] : [],
  };
}
