import { durationInWords, parseDuration } from '../duration.js';
import type { DateValue, Input } from '../input.js';
import { dateInSpanSql, readDate } from '../read.js';
import { comparedSpan, inSpan, rollingSpan, type Span, spanOfDays } from '../span.js';
import {
  addDays,
  calendarDays,
  calendarUnits,
  instantInWords,
  localDay,
  type Moment,
  shift,
} from '../time.js';
import { dateAgainstField } from './date-field.js';
import { complement, type FieldOperator, type Test, valueOperator } from './operator.js';

/** A test that is true within a stretch of time. */
const within = (
  span: (moment: Moment) => Span,
  words: (moment: Moment) => string,
  canonical: unknown,
): Test => ({
  sql: (site, moment) => dateInSpanSql(site, span(moment)),
  matches: ({ raw }, moment) => {
    const value = readDate(raw);
    return value !== undefined && inSpan(value, span(moment));
  },
  words,
  canonical,
  span,
});

const inWords = (value: DateValue, { timeZone }: Moment) =>
  'day' in value ? value.day : instantInWords(value.instant, timeZone);

const canonicalDate = (value: DateValue) =>
  'day' in value ? value.day : new Date(value.instant).toISOString();

const on: FieldOperator = {
  name: 'on',
  label: 'is on',
  editor: 'date',
  comparesFields: true,
  bind: (operand) => {
    if ('field' in operand) return dateAgainstField('on', 'is on', operand.field);
    const day = operand.value.day();
    return within(
      ({ timeZone }) => spanOfDays(day, day, timeZone),
      () => `is on ${day}`,
      day,
    );
  },
};

/** Before or after: whole days where either side is a date, else instants. */
const ordered = (
  name: 'before' | 'after' | 'on_or_before' | 'on_or_after',
  label: string,
  span: (value: DateValue, timeZone: string) => Span,
): FieldOperator => ({
  name,
  label,
  editor: 'date_or_instant',
  comparesFields: true,
  bind: (operand) => {
    if ('field' in operand) return dateAgainstField(name, label, operand.field);
    const value = operand.value.dayOrInstant();
    return within(
      ({ timeZone }) => span(value, timeZone),
      (moment) => `${label} ${inWords(value, moment)}`,
      canonicalDate(value),
    );
  },
});

const between = valueOperator('between', 'is between', 'date_range', (input) => {
  const [low, high] = input.pair().map((bound) => bound.dayOrInstant()) as [DateValue, DateValue];
  if ('day' in low !== 'day' in high) input.refuse('invalid', 'Both must be dates, or both instants.');
  if (canonicalDate(low) > canonicalDate(high))
    input.refuse('invalid', 'The first must not be after the second.');
  return within(
    ({ timeZone }) => comparedSpan(low, high, timeZone),
    (moment) => `is between ${inWords(low, moment)} and ${inWords(high, moment)}`,
    [canonicalDate(low), canonicalDate(high)],
  );
});

const rolling = (
  name: string,
  label: string,
  ends: (now: number, edge: number) => { low?: number; high?: number },
  sign: 1 | -1,
): FieldOperator =>
  valueOperator(name, label, 'duration', (input: Input) => {
    const duration = parseDuration(input);
    const edgeAt = ({ now, timeZone }: Moment) => shift(now, duration, sign, timeZone);
    return within(
      (moment) => {
        const { low, high } = ends(moment.now, edgeAt(moment));
        return rollingSpan(low, high, moment.timeZone);
      },
      (moment) =>
        `${label} ${durationInWords(duration)} (${instantInWords(edgeAt(moment), moment.timeZone)})`,
      duration,
    );
  });

const inLast = rolling('in_last', 'is in the last', (now, edge) => ({ low: edge, high: now }), -1);

const calendar = (name: string, label: string, offset: number): FieldOperator =>
  valueOperator(name, label, 'calendar_unit', (input) => {
    const unit = input.oneOf(calendarUnits);
    const days = ({ now, timeZone }: Moment) => calendarDays(unit, offset, localDay(now, timeZone));
    return within(
      (moment) => {
        const { first, last } = days(moment);
        return spanOfDays(first, last, moment.timeZone);
      },
      (moment) => `${label} ${unit} (${days(moment).first} to ${days(moment).last})`,
      unit,
    );
  });

/** Above every value up to and including the whole of this one. */
const after = (value: DateValue, timeZone: string): Span => {
  const { to, lastDay } = comparedSpan(undefined, value, timeZone);
  return { from: to!, firstDay: addDays(lastDay!, 1) };
};

const before = (value: DateValue, timeZone: string): Span => {
  const { from, firstDay } = comparedSpan(value, undefined, timeZone);
  return { to: from!, lastDay: addDays(firstDay!, -1) };
};

export const spanOperators: readonly FieldOperator[] = [
  on,
  complement(on, 'not_on', 'is not on'),
  ordered('before', 'is before', before),
  ordered('after', 'is after', after),
  ordered('on_or_before', 'is on or before', (value, timeZone) => comparedSpan(undefined, value, timeZone)),
  ordered('on_or_after', 'is on or after', (value, timeZone) => comparedSpan(value, undefined, timeZone)),
  between,
  complement(between, 'not_between', 'is not between'),
  inLast,
  complement(inLast, 'not_in_last', 'is not in the last'),
  rolling('in_next', 'is in the next', (now, edge) => ({ low: now, high: edge }), 1),
  // Strict: at the edge itself it is still `in_last`.
  rolling('older_than', 'is longer ago than', (_now, edge) => ({ high: edge - 1 }), -1),
  calendar('this', 'is this', 0),
  calendar('last', 'was last', -1),
  calendar('next', 'is next', 1),
];
