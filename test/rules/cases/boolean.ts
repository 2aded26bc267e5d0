import { absent, type Case } from './case.js';

/** What counts as missing where true or false is asked for. */
const missing = [absent, null, 'true', 1, 0, {}, [true]];

export const booleanCases: readonly Case[] = [
  { operator: 'is_true', yes: [true], no: [false, ...missing] },
  // An explicit false: missing is neither.
  { operator: 'is_false', yes: [false], no: [true, ...missing] },
  { operator: 'is_set', yes: [true, false], no: [...missing] },
  { operator: 'is_not_set', yes: [...missing], no: [true, false] },
];
