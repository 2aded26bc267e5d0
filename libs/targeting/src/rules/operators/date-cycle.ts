import { durationInWords, parseDuration } from '../duration.js';
import { readDate } from '../read.js';
import {
  addDays,
  addMonths,
  calendarDays,
  type CalendarUnit,
  compareDays,
  type Duration,
  isLeapYear,
  localDay,
  monthsOf,
  weekday,
} from '../time.js';
import { localDayOf, localDaySql } from './date-field.js';
import { type FieldOperator, type Test, valueOperator } from './operator.js';
import type { Moment } from '../time.js';

/** A test of the local day alone. */
const dayTest = (
  sql: (day: string, moment: Moment, text: (values: readonly string[]) => string) => string,
  holds: (day: string, moment: Moment) => boolean,
): Pick<Test, 'sql' | 'matches'> => ({
  sql: (site, moment) =>
    sql(localDaySql(site, moment), moment, (values) => site.writer.param(values, 'text[]')),
  matches: ({ raw }, moment) => {
    const value = readDate(raw);
    return value !== undefined && holds(localDayOf(value, moment), moment);
  },
});

/** The day and month of any year falls on one of the days from `first` to `last`. */
const anniversary = (days: (today: string) => { first: string; last: string }) => {
  const monthDays = ({ now, timeZone }: Moment) => {
    const { first, last } = days(localDay(now, timeZone));
    return monthDaysBetween(first, last);
  };
  return {
    ...dayTest(
      (day, moment, list) => `to_char(${day}, 'MM-DD') = ANY(${list(monthDays(moment))})`,
      (day, moment) => monthDays(moment).includes(day.slice(-5)),
    ),
    range: (moment: Moment) => {
      const { first, last } = days(localDay(moment.now, moment.timeZone));
      return `(${first} to ${last})`;
    },
  };
};

/** `MM-DD` of each day; 29 February counts on the 28th in other years. */
function monthDaysBetween(first: string, last: string): string[] {
  const found = new Set<string>();
  // After 366 days every day of the year has come; the set is then full.
  for (
    let day = first, steps = 0;
    compareDays(day, last) <= 0 && steps <= 366;
    day = addDays(day, 1), steps++
  ) {
    found.add(day.slice(-5));
    if (day.endsWith('02-28') && !isLeapYear(day)) found.add('02-29');
  }
  return [...found].sort();
}

const endOf = (today: string, duration: Duration): string => {
  const { amount, unit } = duration;
  if (unit === 'day') return addDays(today, amount);
  return unit === 'week' ? addDays(today, 7 * amount) : addMonths(today, monthsOf(duration));
};

const anniversaryInNext = valueOperator(
  'anniversary_in_next',
  'has its anniversary in the next',
  'day_duration',
  (input) => {
    const duration = parseDuration(input, ['day', 'week', 'month', 'year']);
    const { range, ...test } = anniversary((today) => ({ first: today, last: endOf(today, duration) }));
    return {
      ...test,
      words: (moment) => `has its anniversary in the next ${durationInWords(duration)} ${range(moment)}`,
      canonical: duration,
    };
  },
);

export const anniversaryUnits: Record<string, CalendarUnit> = {
  today: 'day',
  this_week: 'week',
  this_month: 'month',
};

const anniversaryIn = valueOperator('anniversary_in', 'has its anniversary', 'anniversary', (input) => {
  const period = input.oneOf(Object.keys(anniversaryUnits));
  const { range, ...test } = anniversary((today) => calendarDays(anniversaryUnits[period]!, 0, today));
  return {
    ...test,
    words: (moment) => `has its anniversary ${period.replace('_', ' ')} ${range(moment)}`,
    canonical: period,
  };
});

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const isWeekday = valueOperator('is_weekday', 'is on a', 'weekdays', (input) => {
  const names = input.items().map((item) => item.oneOf(weekdays));
  const numbers = [...new Set(names.map((name) => weekdays.indexOf(name) + 1))].sort();
  return {
    ...dayTest(
      (day, _moment, list) => `extract(isodow FROM ${day})::text = ANY(${list(numbers.map(String))})`,
      (day) => numbers.includes(weekday(day)),
    ),
    words: () => `is on a ${names.join(' or ')}`,
    canonical: numbers,
  };
});

export const cycleOperators: readonly FieldOperator[] = [anniversaryInNext, anniversaryIn, isWeekday];
