import { absent, type Case, pair } from './case.js';

/** It is Friday, 15 March 2024, 13:00 in Paris, an hour ahead of UTC. */
export const dateMoment = { now: Date.parse('2024-03-15T12:00:00Z'), timeZone: 'Europe/Paris' };

/** What counts as missing where a date is asked for. */
const missing = [
  ...[
    absent,
    null,
    20240315,
    true,
    {},
    ['2024-03-15'],
    '',
    'today',
    '2024-02-30',
    '2023-02-29',
    '15.03.2024',
  ],
  // No instants: without a zone, at no hour, at a leap second.
  ...['2024-03-15T12:00:00', '2024-03-15T24:00:00Z', '2024-03-15T23:59:60Z', '2024-03-15 12:00:00Z'],
];
const days = (amount: number) => ({ amount, unit: 'day' });

const fixed: readonly Case[] = [
  {
    operator: 'on',
    value: '2024-03-15',
    yes: ['2024-03-15', '2024-03-14T23:00:00Z', '2024-03-15T22:59:59.999999Z', '2024-03-15T00:00:00+01:00'],
    no: ['2024-03-14', '2024-03-16', '2024-03-14T22:59:59.999999Z', '2024-03-15T23:00:00Z', ...missing],
  },
  {
    operator: 'on',
    pairs: true,
    yes: [
      pair('2024-03-15', '2024-03-15'),
      pair('2024-03-15', '2024-03-15T22:59:59Z'),
      pair('2024-03-14T23:00:00Z', '2024-03-15T22:59:59Z'),
    ],
    no: [
      pair('2024-03-15', '2024-03-15T23:00:00Z'),
      pair('2024-03-15T22:59:59Z', '2024-03-15T23:00:00Z'),
      pair('2024-03-15', absent),
      pair(absent, absent),
    ],
  },
  {
    operator: 'not_on',
    value: '2024-03-15',
    yes: ['2024-03-14', '2024-03-15T23:00:00Z', ...missing],
    no: ['2024-03-15', '2024-03-15T10:00:00Z'],
  },
  {
    operator: 'not_on',
    pairs: true,
    yes: [pair('2024-03-15', '2024-03-16'), pair(absent, absent)],
    no: [pair('2024-03-15', '2024-03-15T10:00:00Z')],
  },
  {
    operator: 'before',
    value: '2024-03-15',
    yes: ['2024-03-14', '0001-01-01', '2024-03-14T22:59:59.999Z'],
    no: ['2024-03-15', '2024-03-14T23:00:00Z', '9999-12-31', ...missing],
  },
  {
    operator: 'before',
    value: '2024-03-15T10:00:00Z',
    yes: ['2024-03-15T09:59:59.999Z', '2024-03-15T10:59:59+01:01', '2024-03-14'],
    no: ['2024-03-15T10:00:00Z', '2024-03-15T12:00:00+02:00', '2024-03-15', '2024-03-16', ...missing],
  },
  {
    operator: 'before',
    pairs: true,
    yes: [
      pair('2024-03-14', '2024-03-15'),
      pair('2024-03-15T09:00:00Z', '2024-03-15T10:00:00Z'),
      pair('2024-03-14', '2024-03-14T23:00:00Z'),
    ],
    no: [
      pair('2024-03-15', '2024-03-15T22:59:59Z'),
      pair('2024-03-15T10:00:00Z', '2024-03-15T10:00:00Z'),
      pair(absent, '2024-03-15'),
      pair('2024-03-15', absent),
    ],
  },
  {
    operator: 'after',
    value: '2024-03-15',
    yes: ['2024-03-16', '9999-12-31', '2024-03-15T23:00:00Z'],
    no: ['2024-03-15', '2024-03-15T22:59:59.999Z', ...missing],
  },
  // Instants count to the millisecond.
  {
    operator: 'after',
    value: '2024-03-15T10:00:00Z',
    yes: ['2024-03-15T10:00:00.001Z', '2024-03-16'],
    no: ['2024-03-15T10:00:00.000999Z', '2024-03-15', ...missing],
  },
  {
    operator: 'after',
    pairs: true,
    yes: [pair('2024-03-15T10:00:00.001Z', '2024-03-15T10:00:00Z')],
    no: [pair('2024-03-15T10:00:00.0009Z', '2024-03-15T10:00:00Z'), pair(absent, absent)],
  },
  {
    operator: 'on_or_before',
    value: '2024-03-15',
    yes: ['2024-03-15', '2024-03-15T22:59:59.999999Z'],
    no: ['2024-03-16', '2024-03-15T23:00:00Z', ...missing],
  },
  {
    operator: 'on_or_before',
    value: '2024-03-15T10:00:00Z',
    yes: ['2024-03-15T10:00:00Z', '2024-03-15'],
    no: ['2024-03-15T10:00:00.001Z', '2024-03-16', ...missing],
  },
  {
    operator: 'on_or_before',
    pairs: true,
    yes: [pair('2024-03-15', '2024-03-14T23:00:00Z')],
    no: [pair('2024-03-16', '2024-03-15'), pair(absent, absent)],
  },
  {
    operator: 'on_or_after',
    value: '2024-03-15',
    yes: ['2024-03-15', '2024-03-14T23:00:00Z'],
    no: ['2024-03-14', '2024-03-14T22:59:59.999Z', ...missing],
  },
  {
    operator: 'on_or_after',
    value: '2024-03-15T10:00:00Z',
    yes: ['2024-03-15T10:00:00Z', '2024-03-15', '2024-03-16'],
    no: ['2024-03-15T09:59:59.999999Z', '2024-03-14', ...missing],
  },
  {
    operator: 'on_or_after',
    pairs: true,
    yes: [pair('2024-03-15', '2024-03-15T22:00:00Z')],
    no: [pair('2024-03-15', '2024-03-16'), pair('x', 'x')],
  },
  {
    operator: 'between',
    value: ['2024-03-10', '2024-03-15'],
    yes: ['2024-03-10', '2024-03-15', '2024-03-09T23:00:00Z', '2024-03-15T22:59:59.999Z'],
    no: ['2024-03-09', '2024-03-16', '2024-03-09T22:59:59.999Z', '2024-03-15T23:00:00Z', ...missing],
  },
  {
    operator: 'between',
    value: ['2024-03-10T10:00:00Z', '2024-03-15T10:00:00Z'],
    yes: ['2024-03-10T10:00:00Z', '2024-03-15T10:00:00Z', '2024-03-10', '2024-03-15'],
    no: ['2024-03-10T09:59:59.999Z', '2024-03-15T10:00:00.001Z', '2024-03-09', '2024-03-16', ...missing],
  },
  {
    operator: 'not_between',
    value: ['2024-03-10', '2024-03-15'],
    yes: ['2024-03-09', '2024-03-16', ...missing],
    no: ['2024-03-10', '2024-03-15T10:00:00Z'],
  },
  {
    operator: 'is_set',
    yes: ['2024-02-29', '0001-01-01', '9999-12-31', '2024-03-15T12:00Z', '2024-03-15T12:00:00.123456-09:30'],
    no: [...missing],
  },
  { operator: 'is_not_set', yes: [...missing], no: ['2024-03-15', '2024-03-15T12:00:00+14:00'] },
];

const rolling: readonly Case[] = [
  // In rolling windows a date is its local midnight.
  {
    operator: 'in_last',
    value: days(7),
    yes: ['2024-03-08T12:00:00Z', '2024-03-15T12:00:00Z', '2024-03-09', '2024-03-15'],
    no: ['2024-03-08T11:59:59.999Z', '2024-03-15T12:00:00.001Z', '2024-03-08', '2024-03-16', ...missing],
  },
  {
    operator: 'in_last',
    value: { amount: 1, unit: 'month' },
    yes: ['2024-02-15T12:00:00Z', '2024-02-16'],
    no: ['2024-02-15T11:59:59.999Z', '2024-02-15', ...missing],
  },
  {
    operator: 'not_in_last',
    value: days(7),
    yes: ['2024-03-08T11:59:59.999Z', '2024-03-08', '2024-03-16', ...missing],
    no: ['2024-03-15', '2024-03-08T12:00:00Z'],
  },
  {
    operator: 'in_next',
    value: days(7),
    yes: ['2024-03-15T12:00:00Z', '2024-03-22T12:00:00Z', '2024-03-16', '2024-03-22'],
    no: ['2024-03-15T11:59:59.999Z', '2024-03-22T12:00:00.001Z', '2024-03-15', '2024-03-23', ...missing],
  },
  {
    operator: 'older_than',
    value: days(30),
    yes: ['2024-02-14T11:59:59.999Z', '2024-02-14', '1970-01-01'],
    no: ['2024-02-14T12:00:00Z', '2024-02-15', '2024-03-16', ...missing],
  },
];

const calendar: readonly Case[] = [
  {
    operator: 'this',
    value: 'day',
    yes: ['2024-03-15', '2024-03-14T23:00:00Z'],
    no: ['2024-03-14', '2024-03-15T23:00:00Z', ...missing],
  },
  // Weeks start on Monday.
  {
    operator: 'this',
    value: 'week',
    yes: ['2024-03-11', '2024-03-17', '2024-03-10T23:00:00Z'],
    no: ['2024-03-10', '2024-03-18', ...missing],
  },
  {
    operator: 'this',
    value: 'month',
    yes: ['2024-03-01', '2024-03-31', '2024-02-29T23:00:00Z'],
    no: ['2024-02-29', '2024-04-01', ...missing],
  },
  {
    operator: 'this',
    value: 'quarter',
    yes: ['2024-01-01', '2024-03-31'],
    no: ['2023-12-31', '2024-04-01', ...missing],
  },
  {
    operator: 'this',
    value: 'year',
    yes: ['2024-01-01', '2024-12-31', '2023-12-31T23:00:00Z'],
    no: ['2023-12-31', '2025-01-01', '2024-12-31T23:00:00Z', ...missing],
  },
  { operator: 'last', value: 'day', yes: ['2024-03-14'], no: ['2024-03-13', '2024-03-15', ...missing] },
  {
    operator: 'last',
    value: 'week',
    yes: ['2024-03-04', '2024-03-10'],
    no: ['2024-03-03', '2024-03-11', ...missing],
  },
  {
    operator: 'last',
    value: 'month',
    yes: ['2024-02-01', '2024-02-29'],
    no: ['2024-01-31', '2024-03-01', ...missing],
  },
  {
    operator: 'last',
    value: 'quarter',
    yes: ['2023-10-01', '2023-12-31'],
    no: ['2023-09-30', '2024-01-01', ...missing],
  },
  {
    operator: 'last',
    value: 'year',
    yes: ['2023-01-01', '2023-12-31'],
    no: ['2022-12-31', '2024-01-01', ...missing],
  },
  {
    operator: 'next',
    value: 'day',
    yes: ['2024-03-16', '2024-03-15T23:00:00Z'],
    no: ['2024-03-15', '2024-03-17', ...missing],
  },
  {
    operator: 'next',
    value: 'week',
    yes: ['2024-03-18', '2024-03-24'],
    no: ['2024-03-17', '2024-03-25', ...missing],
  },
  // On the last of March the clocks in Paris go forward.
  {
    operator: 'next',
    value: 'month',
    yes: ['2024-04-01', '2024-04-30', '2024-03-31T22:00:00Z'],
    no: ['2024-03-31', '2024-05-01', '2024-03-31T21:59:59Z', ...missing],
  },
  {
    operator: 'next',
    value: 'quarter',
    yes: ['2024-04-01', '2024-06-30'],
    no: ['2024-03-31', '2024-07-01', ...missing],
  },
  {
    operator: 'next',
    value: 'year',
    yes: ['2025-01-01', '2025-12-31'],
    no: ['2024-12-31', '2026-01-01', ...missing],
  },
];

const cycles: readonly Case[] = [
  {
    operator: 'anniversary_in_next',
    value: days(7),
    yes: ['1990-03-15', '1990-03-22', '2030-03-20', '1984-03-14T23:00:00Z'],
    no: ['1990-03-14', '1990-03-23', '1984-03-14T22:59:59Z', ...missing],
  },
  {
    operator: 'anniversary_in_next',
    value: { amount: 1, unit: 'month' },
    yes: ['2000-03-15', '2000-04-15'],
    no: ['2000-03-14', '2000-04-16', ...missing],
  },
  {
    operator: 'anniversary_in',
    value: 'today',
    yes: ['1990-03-15', '2024-03-15', '1990-03-14T23:00:00Z'],
    no: ['1990-03-16', '1990-03-15T23:00:00Z', ...missing],
  },
  {
    operator: 'anniversary_in',
    value: 'this_week',
    yes: ['1990-03-11', '1990-03-17'],
    no: ['1990-03-10', '1990-03-18', ...missing],
  },
  {
    operator: 'anniversary_in',
    value: 'this_month',
    yes: ['1990-03-01', '1990-03-31'],
    no: ['1990-02-28', '1990-04-01', ...missing],
  },
  {
    operator: 'is_weekday',
    value: ['friday', 'sunday'],
    yes: ['2024-03-15', '2024-03-17', '2024-03-14T23:00:00Z'],
    no: ['2024-03-16', '2024-03-14', '2024-03-17T23:00:00Z', ...missing],
  },
];

export const dateCases: readonly Case[] = [...fixed, ...rolling, ...calendar, ...cycles];
