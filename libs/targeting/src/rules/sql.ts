import { fault } from './faults.js';

/** SQL types of parameters; each parameter is cast, so that PostgreSQL never guesses. */
export type SqlType =
  | 'text'
  | 'text[]'
  | 'numeric'
  | 'numeric[]'
  | 'boolean'
  | 'date'
  | 'timestamptz'
  | 'interval'
  | 'integer'
  | 'integer[]'
  | 'bigint'
  | 'bigint[]'
  | 'uuid'
  | 'uuid[]';

/** The protocol of PostgreSQL counts them in 16 bits. */
const mostParams = 65_535;

/**
 * The one place where values and names become SQL. Values become numbered parameters (an equal value of an equal type
 * the same number, so the text depends on nothing but the rule); names are quoted.
 */
export class SqlWriter {
  readonly params: unknown[] = [];
  private readonly numbers = new Map<string, number>();
  private aliases = 0;

  param(value: unknown, type: SqlType): string {
    const key = `${type}:${JSON.stringify(value)}`;
    let number = this.numbers.get(key);
    if (number === undefined) {
      if (this.params.length === mostParams)
        throw fault('conditions', 'too_large', 'These rules have more values than one query can take.');
      number = this.params.push(value);
      this.numbers.set(key, number);
    }
    return `$${number}::${type}`;
  }

  /** An instant, given in milliseconds since 1970. */
  instant(milliseconds: number): string {
    return this.param(yearOfPostgres(new Date(milliseconds).toISOString()), 'timestamptz');
  }

  /** A day in ISO form. */
  day(day: string): string {
    return this.param(yearOfPostgres(day), 'date');
  }

  /** A table alias that is not used yet. */
  alias(prefix: string): string {
    return `${prefix}${++this.aliases}`;
  }
}

/** Writes values as literals, for statements that take no parameters. */
export class LiteralWriter extends SqlWriter {
  override param(value: unknown, type: SqlType): string {
    const text = Array.isArray(value) ? arrayText(value) : String(value);
    return `${quoteLiteral(text)}::${type}`;
  }
}

const arrayText = (items: readonly unknown[]): string =>
  `{${items.map((item) => `"${String(item).replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

/** ISO writes a year beyond 9999 as +010000 and the one before the year 1 as 0000, PostgreSQL as 10000 and 0001 BC. */
const yearOfPostgres = (iso: string): string =>
  iso.replace(/^([+-]\d{6}|\d{4})(.*)$/, (_, year: string, rest: string) =>
    Number(year) > 0
      ? `${Number(year)}`.padStart(4, '0') + rest
      : `${1 - Number(year)}`.padStart(4, '0') + `${rest} BC`,
  );

export const quoteIdentifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** `['public', 'customers']` → `"public"."customers"` */
export const quoteTable = (names: readonly string[]): string => names.map(quoteIdentifier).join('.');

/** A text constant, for statements that take no parameters, such as the body of a function. */
export const quoteLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`;
