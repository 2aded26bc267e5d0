import type { EntityManager } from 'typeorm';
import { type CustomerTable, quoteIdentifier, quoteTable } from '../rules/index.js';

/** Ordinals above this make sets too large for their customers: 8 MB each. */
const mostDirect = 2 ** 26;

/** How a customer is numbered: by the key itself where keys are small integers, else by `targeting.ordinals`. */
export interface Ordinals {
  readonly areKeys: boolean;
  /** SQL of the ordinal of the customer `c`. */
  readonly sql: string;
  /** What is joined to the customers for it: who has none is there, too. */
  readonly join: string;
}

export async function chooseOrdinals(customer: CustomerTable, manager: EntityManager): Promise<Ordinals> {
  const key = `c.${quoteIdentifier(customer.keyColumn)}`;
  return (await areSmallIntegers(customer, manager))
    ? { areKeys: true, sql: key, join: '' }
    : {
        areKeys: false,
        sql: 'o.ordinal',
        join: `LEFT JOIN targeting.ordinals o ON o.customer_id = ${key}`,
      };
}

/** Once customers are numbered, they stay so: another process may rely on it. */
async function areSmallIntegers(
  { table, keyColumn, keyType }: CustomerTable,
  manager: EntityManager,
): Promise<boolean> {
  if (keyType !== 'integer') return false;
  const key = quoteIdentifier(keyColumn);
  const [{ small }] = await manager.query<[{ small: boolean }]>(
    `SELECT coalesce(min(${key}) >= 0 AND max(${key}) < $1, true) AND NOT EXISTS (SELECT FROM targeting.ordinals) AS small
       FROM ${quoteTable(table)}`,
    [mostDirect],
  );
  return small;
}

/** Numbers the customers that have none. */
export const assignOrdinals = (
  { table, keyColumn }: CustomerTable,
  manager: EntityManager,
): Promise<unknown> =>
  manager.query(
    `INSERT INTO targeting.ordinals (customer_id) SELECT c.${quoteIdentifier(keyColumn)} FROM ${quoteTable(table)} c
       WHERE NOT EXISTS (SELECT FROM targeting.ordinals o WHERE o.customer_id = c.${quoteIdentifier(keyColumn)})
       ON CONFLICT DO NOTHING`,
  );

/** For the trigger of new and changed customers. */
export const newOrdinalsSql = ({ keyColumn }: CustomerTable): string =>
  `INSERT INTO targeting.ordinals (customer_id) SELECT n.${quoteIdentifier(keyColumn)} FROM new_rows n
     WHERE NOT EXISTS (SELECT FROM targeting.ordinals o WHERE o.customer_id = n.${quoteIdentifier(keyColumn)})
     ON CONFLICT DO NOTHING;`;

/** A key has come that is no small integer, or a customer whom nothing has numbered: that is to be done anew. */
export class NumberAnew extends Error {}

export function assertSmall(ordinal: number): void {
  if (!isSmall(ordinal)) throw new NumberAnew(`The key ${ordinal} is too large to be an ordinal.`);
}

/**
 * Each key gets a number once and keeps it when its customer is gone: reviews, and what was observed, name customers by it. So numbers
 * come to an end some day. To give them out anew, all that is kept by them goes, while no process counts by them.
 */
export const giveOutAnewSql =
  `TRUNCATE targeting.ordinals, targeting.observed_segments, targeting.observed_members, targeting.target_reviews, ` +
  `targeting.target_review_members RESTART IDENTITY; DELETE FROM targeting.changes_meta`;

/** @throws Error when customers have numbers that are too large: no start would change that */
export async function assertNumbersLeft(
  { table, keyColumn }: CustomerTable,
  manager: EntityManager,
): Promise<void> {
  const [{ used }] = await manager.query<[{ used: boolean }]>(
    `SELECT EXISTS (SELECT FROM targeting.ordinals o JOIN ${quoteTable(table)} c ON c.${quoteIdentifier(keyColumn)} = o.customer_id
       WHERE o.ordinal >= ${tooLarge}) AS used`,
  );
  if (used)
    throw new Error(
      `The ${tooLarge} numbers for customers are used up, also by those who are gone. With all processes stopped, this gives them ` +
        `out anew (segments are then observed as for the first time, and reviews of campaigns are forgotten): ${giveOutAnewSql}`,
    );
}

/** Keys may double before customers are numbered anew. */
export const tooLarge = 2 * mostDirect;

export const isSmall = (ordinal: number): boolean => ordinal >= 0 && ordinal < tooLarge;
