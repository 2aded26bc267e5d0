import { Big } from 'big.js';
import { absent, type Case, pair } from './case.js';

/** What counts as missing where a number is asked for. */
const missing = [absent, null, '80', 'NaN', true, { a: 80 }, [80], ''];
const aboveAllIntegers = new Big('9007199254740993');
const precise = new Big('80.0000000000000000000000001');

export const numberCases: readonly Case[] = [
  {
    operator: 'equals',
    value: 80,
    yes: [80, 80.0, new Big('80.00')],
    no: [80.1, 79, -80, precise, ...missing],
  },
  { operator: 'equals', value: 0, yes: [0, -0], no: [1, ...missing, false] },
  { operator: 'equals', value: 0.3, yes: [0.3], no: [0.1 + 0.2] },
  { operator: 'equals', value: 9007199254740991, yes: [9007199254740991], no: [aboveAllIntegers] },
  {
    operator: 'equals',
    pairs: true,
    yes: [pair(80, 80), pair(0, -0)],
    no: [pair(80, precise), pair(80, absent), pair(absent, absent), pair('a', 'a')],
  },
  { operator: 'not_equals', value: 80, yes: [81, precise, ...missing], no: [80, new Big('80.0')] },
  {
    operator: 'not_equals',
    pairs: true,
    yes: [pair(1, 2), pair(absent, absent), pair(1, absent)],
    no: [pair(1, 1)],
  },
  { operator: 'greater_than', value: 80, yes: [81, 80.5, precise, 1e300], no: [80, 79, -81, ...missing] },
  { operator: 'greater_than', value: -1, yes: [0, -0.5, 5e-324], no: [-1, -2, ...missing] },
  {
    operator: 'greater_than',
    pairs: true,
    yes: [pair(2, 1), pair(precise, 80)],
    no: [pair(1, 1), pair(1, 2), pair(1, absent), pair(absent, 1)],
  },
  { operator: 'at_least', value: 80, yes: [80, 81], no: [79.999, ...missing] },
  {
    operator: 'at_least',
    pairs: true,
    yes: [pair(1, 1), pair(2, 1)],
    no: [pair(1, 2), pair(absent, absent)],
  },
  { operator: 'less_than', value: 80, yes: [79, -1000, -1e300], no: [80, precise, ...missing] },
  { operator: 'less_than', pairs: true, yes: [pair(1, 2)], no: [pair(1, 1), pair(absent, 2)] },
  { operator: 'at_most', value: 80, yes: [80, 0], no: [80.5, precise, ...missing] },
  { operator: 'at_most', pairs: true, yes: [pair(1, 1)], no: [pair(2, 1), pair(1, '2')] },
  { operator: 'between', value: [1, 80], yes: [1, 80, 2.5], no: [0.999, 80.001, precise, ...missing] },
  { operator: 'between', value: [3, 3], yes: [3], no: [2, 4, ...missing] },
  { operator: 'not_between', value: [1, 80], yes: [0, 81, precise, ...missing], no: [1, 80, 40] },
  { operator: 'in', value: [1, 2.5, 80], yes: [1, 2.5, new Big('80.000')], no: [2, -1, precise, ...missing] },
  { operator: 'not_in', value: [1, 80], yes: [2, ...missing], no: [1, new Big('80.0')] },
  // Bounds that no integer equals.
  { operator: 'equals', value: 80.5, yes: [80.5], no: [80, 81] },
  { operator: 'greater_than', value: 80.5, yes: [81], no: [80, -81] },
  { operator: 'at_least', value: -80.5, yes: [-80, 0], no: [-81, -80.6] },
  { operator: 'less_than', value: 80.5, yes: [80, -81], no: [81] },
  { operator: 'at_most', value: -80.5, yes: [-81, -80.5], no: [-80, 80] },
  { operator: 'between', value: [-1.5, 1.5], yes: [-1, 0, 1], no: [-2, 2] },
  { operator: 'in', value: [79.5, 80], yes: [80, 79.5], no: [79, -80] },
  { operator: 'is_set', yes: [0, -1, aboveAllIntegers], no: [...missing] },
  { operator: 'is_not_set', yes: [...missing], no: [0, 1] },
];
