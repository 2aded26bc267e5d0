import { absent, type Case } from './case.js';

/** What counts as missing where an array is asked for. */
const missing = [absent, null, 'red', 1, true, { 0: 'red' }];
const NFD = (text: string) => text.normalize('NFD');

export const arrayCases: readonly Case[] = [
  {
    operator: 'has_any',
    value: ['red', 'É'],
    yes: [['red'], ['x', 'RED'], [NFD('é'), 1]],
    no: [[], ['re'], ['red x'], [['red']], ...missing],
  },
  {
    operator: 'has_any',
    value: [1, 'a'],
    yes: [[1], [1.0, 'b'], ['A']],
    no: [['1'], [true], [null], [[1]], ...missing],
  },
  {
    operator: 'has_all',
    value: ['red', 'Blue'],
    yes: [
      ['blue', 'red'],
      ['RED', 'x', 'blue', 'red'],
    ],
    no: [['red'], [], ['red blue'], ...missing],
  },
  { operator: 'has_all', value: ['red', 2], yes: [[2, 'Red']], no: [['red', '2'], [2], ...missing] },
  {
    operator: 'has_none',
    value: ['red', 'blue'],
    yes: [[], ['green'], [['red']], ...missing],
    no: [['red'], ['x', 'BLUE']],
  },
  {
    operator: 'length',
    value: { operator: 'at_least', value: 2 },
    yes: [
      ['a', 'b'],
      [1, null],
      [[], []],
    ],
    no: [[], ['a'], ...missing],
  },
  { operator: 'length', value: { operator: 'exactly', value: 0 }, yes: [[]], no: [['a'], ...missing] },
  // Of a missing array: false, though zero would do.
  {
    operator: 'length',
    value: { operator: 'at_most', value: 1 },
    yes: [[], ['a']],
    no: [['a', 'b'], ...missing],
  },
  {
    operator: 'length',
    value: { operator: 'between', value: [1, 2] },
    yes: [['a'], ['a', 'b']],
    no: [[], ['a', 'b', 'c'], ...missing],
  },
  { operator: 'is_set', yes: [[], ['a'], [null]], no: [...missing] },
  { operator: 'is_not_set', yes: [...missing], no: [[], ['a']] },
];
