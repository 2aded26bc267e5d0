import type { EntityManager } from 'typeorm';
import type { KeysetPage } from '../http/page.dto.js';
import { refused } from '../http/problem.js';
import { type CustomerTable, type Key, quoteIdentifier, quoteTable, type SqlWriter } from '../rules/index.js';
import { isKeyOf } from './customer-sql.js';

export interface KeyPageQuery {
  per_page?: number;
  after?: string;
}

/** Rows about customers in a table of the library, paged by the customer's key. */
export interface KeyPageSource {
  /** `table alias WHERE …` */
  readonly rows: string;
  /** The customer's key in it. */
  readonly key: string;
  /** What is selected of the page, which has the alias `p`. */
  readonly columns: string;
  readonly join?: string;
}

/** What customers are called now: columns and join for a page; null for who is gone. */
export function calledNow(customer: CustomerTable) {
  const column = (name: string) => `c.${quoteIdentifier(name)}`;
  return {
    columns: `${column(customer.nameColumn)} AS name, ${column(customer.emailColumn)} AS email`,
    join: `LEFT JOIN ${quoteTable(customer.table)} c ON ${column(customer.keyColumn)} = p.customer_id`,
  };
}

export async function keyPage<Row extends { customer_id: Key }>(
  { rows, key, columns, join = '' }: KeyPageSource,
  query: KeyPageQuery,
  { customer, writer, manager }: { customer: CustomerTable; writer: SqlWriter; manager: EntityManager },
): Promise<KeysetPage<Row>> {
  const limit = query.per_page ?? 50;
  const [{ total }] = await manager.query<[{ total: number }]>(
    `SELECT count(*)::int AS total FROM ${rows}`,
    writer.params,
  );
  const order = customer.keyType === 'text' ? ' COLLATE "C"' : '';
  const after = query.after
    ? ` AND ${key}${order} > ${writer.param(keyOf(query.after, customer), customer.keyType)}`
    : '';
  // The limit is inside, so that the join is asked for the rows of the page only.
  const found = await manager.query<Row[]>(
    `SELECT ${columns} FROM (SELECT * FROM ${rows}${after} ORDER BY ${key}${order} LIMIT ${limit + 1}) p ${join} ORDER BY p.customer_id${order}`,
    writer.params,
  );
  const data = found.slice(0, limit);
  return { data, total, next: found.length > limit ? String(data.at(-1)!.customer_id) : null };
}

function keyOf(after: string, customer: CustomerTable): Key {
  const key = customer.keyType === 'integer' ? Number(after) : after;
  if (!isKeyOf(customer, key)) throw refused('after', 'invalid', 'This is not the "next" of a page.');
  return key;
}
