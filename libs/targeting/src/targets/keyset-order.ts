import { refused } from '../http/problem.js';
import type { KeysetQuery } from '../http/page.dto.js';
import { type CustomerTable, type Key, quoteIdentifier, type SqlWriter } from '../rules/index.js';
import { isKeyOf } from './customer-sql.js';

/** Order of a list of customers, and how its next page is found. */
export class KeysetOrder {
  readonly limit: number;
  private readonly direction: 'ASC' | 'DESC';
  private readonly column: string | undefined;
  private readonly sort: 'id' | 'name' | 'email';

  constructor(
    private readonly customer: CustomerTable,
    private readonly query: KeysetQuery,
  ) {
    const sort = query.sort ?? 'id';
    if (sort !== 'id' && sort !== 'name' && sort !== 'email')
      throw refused('sort', 'invalid', 'Customers are sorted by id, name or email.');
    this.sort = sort;
    this.column = { id: undefined, name: customer.nameColumn, email: customer.emailColumn }[sort];
    this.direction = query.order?.toUpperCase() === 'DESC' ? 'DESC' : 'ASC';
    this.limit = query.per_page ?? 50;
  }

  get isByKey(): boolean {
    return this.sort === 'id';
  }

  get isAscendingByKey(): boolean {
    return this.isByKey && this.direction === 'ASC';
  }

  /** Of the last one on the page before. */
  get keyAfter(): Key | undefined {
    return this.query.after ? this.position().key : undefined;
  }

  private get key(): string {
    return `c.${quoteIdentifier(this.customer.keyColumn)}`;
  }

  private get columnSql(): string {
    return `(coalesce(c.${quoteIdentifier(this.column!)}::text, '') COLLATE "C")`;
  }

  get sql(): string {
    const parts = [...(this.column ? [this.columnSql] : []), this.key];
    return `ORDER BY ${parts.map((part) => `${part} ${this.direction}`).join(', ')}`;
  }

  /** What comes after the page before. */
  after(writer: SqlWriter): string[] {
    if (!this.query.after) return [];
    const { key, text } = this.position();
    const symbol = this.direction === 'ASC' ? '>' : '<';
    const keySql = writer.param(key, this.customer.keyType);
    if (!this.column) return [`${this.key} ${symbol} ${keySql}`];
    return [`(${this.columnSql}, ${this.key}) ${symbol} (${writer.param(text, 'text')}, ${keySql})`];
  }

  cursor(last: { id: Key; name: string | null; email: string | null }): string {
    const text = this.sort === 'id' ? null : (last[this.sort] ?? '');
    return Buffer.from(JSON.stringify([this.sort, last.id, text])).toString('base64url');
  }

  private position(): { key: Key; text: string | null } {
    try {
      const [sort, key, text] = JSON.parse(
        Buffer.from(this.query.after!, 'base64url').toString(),
      ) as unknown[];
      if (sort === this.sort && isKeyOf(this.customer, key) && (text === null || typeof text === 'string'))
        return { key, text };
    } catch {
      // No JSON: refused below.
    }
    throw refused('after', 'invalid', 'This is not the "next" of a page in this order.');
  }
}
