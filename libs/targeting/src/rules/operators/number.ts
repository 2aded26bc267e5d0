import type { Big } from 'big.js';
import { betweenSql, comparesSql, isAmongSql, type NumberSymbol } from '../number-sql.js';
import { numberSql, readNumber } from '../read.js';
import { complement, type FieldOperator, type Test, valueOperator } from './operator.js';

const comparison = (
  name: string,
  label: string,
  symbol: NumberSymbol,
  holds: (left: Big, right: Big) => boolean,
): FieldOperator => ({
  name,
  label,
  editor: 'number',
  comparesFields: true,
  bind: (operand) => {
    if ('field' in operand) {
      const { field } = operand;
      return {
        sql: (site) => `${numberSql(site)} ${symbol} ${numberSql({ ...site, field })}`,
        matches: ({ raw, sibling }) => {
          const [left, right] = [readNumber(raw), readNumber(sibling(field))];
          return left !== undefined && right !== undefined && holds(left, right);
        },
        words: () => `${label} ${field.label}`,
        canonical: { field: field.name },
      };
    }
    const value = operand.value.number();
    return {
      ...numberTest((left) => holds(left, value)),
      sql: (site) => comparesSql(site, symbol, value),
      words: () => `${label} ${value.toFixed()}`,
      canonical: value.toFixed(),
    };
  },
});

const numberTest = (holds: (number: Big) => boolean): Pick<Test, 'matches'> => ({
  matches: ({ raw }) => {
    const number = readNumber(raw);
    return number !== undefined && holds(number);
  },
});

const equals = comparison('equals', 'is', '=', (a, b) => a.eq(b));

const between = valueOperator('between', 'is between', 'number_range', (input) => {
  const [low, high] = input.pair().map((bound) => bound.number()) as [Big, Big];
  if (low.gt(high)) input.refuse('invalid', 'The lower bound must not be above the upper one.');
  return {
    ...numberTest((number) => number.gte(low) && number.lte(high)),
    sql: (site) => betweenSql(site, low, high),
    words: () => `is between ${low.toFixed()} and ${high.toFixed()}`,
    canonical: [low.toFixed(), high.toFixed()],
  };
});

const isIn = valueOperator('in', 'is one of', 'numbers', (input) => {
  const values = [...new Set(input.items().map((item) => item.number().toFixed()))].sort();
  const known = new Set(values);
  return {
    ...numberTest((number) => known.has(number.toFixed())),
    sql: (site) => isAmongSql(site, values),
    words: () => `is one of ${values.join(', ')}`,
    canonical: values,
  };
});

export const numberOperators: readonly FieldOperator[] = [
  equals,
  complement(equals, 'not_equals', 'is not'),
  comparison('greater_than', 'is greater than', '>', (a, b) => a.gt(b)),
  comparison('at_least', 'is at least', '>=', (a, b) => a.gte(b)),
  comparison('less_than', 'is less than', '<', (a, b) => a.lt(b)),
  comparison('at_most', 'is at most', '<=', (a, b) => a.lte(b)),
  between,
  complement(between, 'not_between', 'is not between'),
  isIn,
  complement(isIn, 'not_in', 'is none of'),
];
