import { Big } from 'big.js';
import { isInteger, isJson, rawNumberSql, type SqlSite } from './read.js';

/*
 * How a number is compared with those of a rule. A column stands there as it is, and is compared with values of its own kind,
 * so that its index can serve: a column of integers with the nearest integers.
 */

export type NumberSymbol = '=' | '<' | '<=' | '>' | '>=';

export function comparesSql(site: SqlSite, symbol: NumberSymbol, bound: Big): string {
  const number = rawNumberSql(site);
  const whole = isInteger(site.field) ? wholeBound(symbol, bound) : undefined;
  if (whole) return `${number} ${symbol} ${site.writer.param(whole.toFixed(), 'bigint')}`;
  const compares = `${number} ${symbol} ${site.writer.param(bound.toFixed(), 'numeric')}`;
  if (isJson(site.field) || isInteger(site.field) || symbol === '=') return compares;
  // PostgreSQL takes NaN for greater than everything.
  return `${compares} AND ${number} ${symbol.startsWith('<') ? `> '-Infinity'` : `< 'Infinity'`}::numeric`;
}

export function betweenSql(site: SqlSite, low: Big, high: Big): string {
  const { writer, field } = site;
  const [from, to] = isInteger(field)
    ? [writer.param(roundedUp(low).toFixed(), 'bigint'), writer.param(roundedDown(high).toFixed(), 'bigint')]
    : [writer.param(low.toFixed(), 'numeric'), writer.param(high.toFixed(), 'numeric')];
  return `${rawNumberSql(site)} BETWEEN ${from} AND ${to}`;
}

export function isAmongSql(site: SqlSite, values: readonly string[]): string {
  const number = rawNumberSql(site);
  if (!isInteger(site.field)) return `${number} = ANY(${site.writer.param(values, 'numeric[]')})`;
  const whole = values.filter((value) => /^-?\d+$/.test(value));
  return `${number} = ANY(${site.writer.param(whole, 'bigint[]')})`;
}

/** The integer to compare integers with in place of the bound; none equals a fraction. Bounds are exact in 53 bits. */
function wholeBound(symbol: NumberSymbol, bound: Big): Big | undefined {
  if (symbol === '=') return roundedDown(bound).eq(bound) ? bound : undefined;
  return symbol === '>=' || symbol === '<' ? roundedUp(bound) : roundedDown(bound);
}

const roundedUp = (bound: Big) => bound.round(0, bound.s === 1 ? Big.roundUp : Big.roundDown);
const roundedDown = (bound: Big) => bound.round(0, bound.s === 1 ? Big.roundDown : Big.roundUp);
