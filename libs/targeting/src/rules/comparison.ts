import { Big } from 'big.js';
import type { Input } from './input.js';
import type { SqlWriter } from './sql.js';

/** How a number is compared with the value of a rule: counts, aggregates, lengths. */
export interface Comparison {
  /** `scale` multiplies the bounds: an average is its sum against bound × count, since a quotient would be rounded. */
  holds(number: Big, scale?: number): boolean;
  /** SQL over a numeric expression; `scale` is SQL such as ` * count(x)`. */
  sql(expression: string, writer: SqlWriter, scale?: string): string;
  words(): string;
  readonly canonical: unknown;
}

const symbols = {
  exactly: { symbol: '=', label: 'exactly', holds: (a: Big, b: Big) => a.eq(b) },
  at_least: { symbol: '>=', label: 'at least', holds: (a: Big, b: Big) => a.gte(b) },
  at_most: { symbol: '<=', label: 'at most', holds: (a: Big, b: Big) => a.lte(b) },
  greater_than: { symbol: '>', label: 'more than', holds: (a: Big, b: Big) => a.gt(b) },
  less_than: { symbol: '<', label: 'less than', holds: (a: Big, b: Big) => a.lt(b) },
};

/** For counts and lengths. */
export const countComparisons = ['exactly', 'at_least', 'at_most', 'between'] as const;
/** For amounts. */
export const amountComparisons = [...countComparisons, 'greater_than', 'less_than'] as const;

/** What a number is compared with. */
interface Bound {
  readonly read: (input: Input) => Big;
  readonly param: (value: Big, writer: SqlWriter) => string;
}

type Name = (typeof amountComparisons)[number];

/** Reads `operator` and `value` of an object. */
export function parseComparison(input: Input, names: readonly Name[], bound: Bound): Comparison {
  const name = input.at('operator').oneOf(names, 'unknown_operator');
  if (name === 'between') return betweenBounds(input.at('value'), bound);
  const value = bound.read(input.at('value'));
  const { symbol, label, holds } = symbols[name];
  return {
    holds: (number, scale = 1) => holds(number, value.times(scale)),
    sql: (expression, writer, scale = '') => `${expression} ${symbol} ${bound.param(value, writer)}${scale}`,
    words: () => `${label} ${value.toFixed()}`,
    canonical: [name, value.toFixed()],
  };
}

function betweenBounds(input: Input, { read, param }: Bound): Comparison {
  const [low, high] = input.pair().map(read) as [Big, Big];
  if (low.gt(high)) input.refuse('invalid', 'The lower bound must not be above the upper one.');
  return {
    holds: (number, scale = 1) => number.gte(low.times(scale)) && number.lte(high.times(scale)),
    sql: (expression, writer, scale = '') =>
      `${expression} >= ${param(low, writer)}${scale} AND ${expression} <= ${param(high, writer)}${scale}`,
    words: () => `${low.toFixed()} to ${high.toFixed()}`,
    canonical: ['between', low.toFixed(), high.toFixed()],
  };
}

/** Counts are compared as integers: it is what they are, and costs less. */
export const wholeNumber: Bound = {
  read: (input) => new Big(input.wholeNumber(0, 1_000_000_000)),
  param: (value, writer) => writer.param(value.toFixed(), 'bigint'),
};
export const anyNumber: Bound = {
  read: (input) => input.number(),
  param: (value, writer) => writer.param(value.toFixed(), 'numeric'),
};
