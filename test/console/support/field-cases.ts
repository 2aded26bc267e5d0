import type { Row } from './builder.js';

/** How a value is filled in by hand, and what then stands in the rule. */
export interface FieldCase {
  /** Undefined: what the builder begins with is left as it is. */
  fill?: (row: Row) => Promise<unknown>;
  /** Undefined: a rule without value. */
  value?: unknown;
}

const none: FieldCase[] = [{}];
const text: FieldCase[] = [{ fill: (row) => row.fill('Value', 'Rome'), value: 'Rome' }];
const texts: FieldCase[] = [{ fill: (row) => row.fillMany('Rome', 'Paris'), value: ['Rome', 'Paris'] }];
const number: FieldCase[] = [{ fill: (row) => row.fill('Value', '12.5'), value: 12.5 }];
const numbers: FieldCase[] = [{ fill: (row) => row.fillMany('1', '-2.5'), value: [1, -2.5] }];
const numberRange: FieldCase[] = [
  {
    fill: async (row) => {
      await row.fill('From', '-1');
      await row.fill('To', '9.5');
    },
    value: [-1, 9.5],
  },
];

const day = (text: string) => (row: Row) => row.fill('Value', text);
const instant = async (row: Row) => {
  await row.choose('Unit', 'instant');
  await row.fill('Value', '2026-01-31T10:30');
};
const dates: FieldCase[] = [
  { fill: day('2026-01-31'), value: '2026-01-31' },
  { fill: instant, value: '2026-01-31T10:30:00Z' },
];
const dateRange: FieldCase[] = [
  {
    fill: async (row) => {
      await row.fill('From', '2026-01-01');
      await row.fill('To', '2026-01-31');
    },
    value: ['2026-01-01', '2026-01-31'],
  },
  {
    fill: async (row) => {
      await row.choose('Unit', 'instant', 0);
      await row.fill('From', '2026-01-01T00:00');
      await row.choose('Unit', 'instant', 1);
      await row.fill('To', '2026-01-31T23:59');
    },
    value: ['2026-01-01T00:00:00Z', '2026-01-31T23:59:00Z'],
  },
];
const duration: FieldCase[] = [
  { value: { amount: 30, unit: 'day' } },
  {
    fill: async (row) => {
      await row.fill('Amount', '3');
      await row.choose('Unit', 'month');
    },
    value: { amount: 3, unit: 'month' },
  },
];
const oneOf = (byDefault: string, ...others: string[]): FieldCase[] => [
  { value: byDefault },
  ...others.map((value) => ({ fill: (row: Row) => row.choose('Value', value), value })),
];
const calendarUnit = oneOf('month', 'day', 'week', 'quarter', 'year');
const items: FieldCase[] = [{ fill: (row) => row.fillMany('gold', 'vip'), value: ['gold', 'vip'] }];

const compared = (operator: string): FieldCase => ({
  fill: async (row) => {
    await row.choose('Comparison', operator, 1);
    await row.fill('Value', '3');
  },
  value: { operator, value: 3 },
});
const length: FieldCase[] = [
  { value: { operator: 'at_least', value: 1 } },
  compared('exactly'),
  compared('at_most'),
  {
    fill: async (row) => {
      await row.choose('Comparison', 'between', 1);
      await row.fill('From', '1');
      await row.fill('To', '4');
    },
    value: { operator: 'between', value: [1, 4] },
  },
];

/** Every operator of every type: what is offered and does not stand here fails. */
export const fieldCases: Record<string, Record<string, FieldCase[]>> = {
  text: {
    equals: text,
    not_equals: text,
    equals_exactly: text,
    contains: text,
    not_contains: text,
    starts_with: text,
    not_starts_with: text,
    ends_with: text,
    not_ends_with: text,
    in: texts,
    not_in: texts,
    matches: [{ fill: (row) => row.fill('Regular expression', '^ro?m[ae]$'), value: '^ro?m[ae]$' }],
    is_empty: none,
    is_not_empty: none,
    is_set: none,
    is_not_set: none,
  },
  number: {
    equals: number,
    not_equals: number,
    greater_than: number,
    at_least: number,
    less_than: number,
    at_most: number,
    between: numberRange,
    not_between: numberRange,
    in: numbers,
    not_in: numbers,
    is_set: none,
    is_not_set: none,
  },
  boolean: { is_true: none, is_false: none, is_set: none, is_not_set: none },
  date: {
    on: dates.slice(0, 1),
    not_on: dates.slice(0, 1),
    before: dates,
    after: dates,
    on_or_before: dates,
    on_or_after: dates,
    between: dateRange,
    not_between: dateRange,
    in_last: duration,
    not_in_last: duration,
    in_next: duration,
    older_than: duration,
    this: calendarUnit,
    last: calendarUnit,
    next: calendarUnit,
    anniversary_in_next: [
      { value: { amount: 7, unit: 'day' } },
      {
        fill: async (row) => {
          await row.fill('Amount', '2');
          await row.choose('Unit', 'week');
        },
        value: { amount: 2, unit: 'week' },
      },
    ],
    anniversary_in: oneOf('this_month', 'today', 'this_week'),
    is_weekday: [
      { value: ['saturday', 'sunday'] },
      {
        fill: async (row) => {
          for (const name of ['Sat', 'Sun', 'Fri', 'Mon']) await row.press(name);
        },
        value: ['monday', 'friday'],
      },
    ],
    is_set: none,
    is_not_set: none,
  },
  array: {
    has_any: items,
    has_all: items,
    has_none: items,
    length,
    is_set: none,
    is_not_set: none,
  },
};

/** Operators that compare with another field of the same type, too. */
export const comparingFields: Record<string, string[]> = {
  text: [
    ...['equals', 'not_equals', 'equals_exactly', 'contains', 'not_contains', 'starts_with'],
    ...['not_starts_with', 'ends_with', 'not_ends_with'],
  ],
  number: ['equals', 'not_equals', 'greater_than', 'at_least', 'less_than', 'at_most'],
  boolean: [],
  date: ['on', 'not_on', 'before', 'after', 'on_or_before', 'on_or_after'],
  array: [],
};
