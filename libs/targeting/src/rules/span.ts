import type { DateValue } from './input.js';
import type { SqlWriter } from './sql.js';
import { earliest, latest } from './iso.js';
import { addDays, asDay, compareDays, localDay, startOfDay } from './time.js';

/**
 * A stretch of time, for values of both kinds: instants from `from` (included) to `to` (not), and whole days from `firstDay`
 * to `lastDay` (both included). Every date rule is one; it is computed once, so that SQL only compares.
 */
export interface Span {
  readonly from?: number;
  readonly to?: number;
  readonly firstDay?: string;
  readonly lastDay?: string;
}

/** The part of a span that counts as a date at all, with all its ends. */
export const withinYears = ({ from, to, firstDay, lastDay }: Span): Required<Span> => ({
  from: Math.max(from ?? earliest, earliest),
  to: Math.min(to ?? latest + 1, latest + 1),
  firstDay: firstDay === undefined || compareDays(firstDay, '0001-01-01') < 0 ? '0001-01-01' : firstDay,
  lastDay: lastDay === undefined || compareDays(lastDay, '9999-12-31') > 0 ? '9999-12-31' : lastDay,
});

/** Whole local days, both included. */
export const spanOfDays = (first: string | undefined, last: string | undefined, timeZone: string): Span => ({
  ...(first !== undefined && { firstDay: first, from: startOfDay(first, timeZone) }),
  ...(last !== undefined && { lastDay: last, to: startOfDay(addDays(last, 1), timeZone) }),
});

/** Instants from `low` to `high`, both included to the millisecond; a date counts as its local midnight. */
export const rollingSpan = (low: number | undefined, high: number | undefined, timeZone: string): Span => ({
  ...(low !== undefined && { from: low, firstDay: firstMidnightFrom(low, timeZone) }),
  ...(high !== undefined && { to: high + 1, lastDay: localDay(high, timeZone) }),
});

/** From `low` to `high`, both included: whole local days where either side is a date, else instants. */
export function comparedSpan(
  low: DateValue | undefined,
  high: DateValue | undefined,
  timeZone: string,
): Span {
  const lower = low === undefined ? {} : fromValue(low, timeZone);
  const upper = high === undefined ? {} : toValue(high, timeZone);
  return { ...lower, ...upper };
}

const fromValue = (low: DateValue, timeZone: string): Span => {
  const firstDay = asDay(low, timeZone);
  return { firstDay, from: 'day' in low ? startOfDay(firstDay, timeZone) : low.instant };
};

const toValue = (high: DateValue, timeZone: string): Span => {
  const lastDay = asDay(high, timeZone);
  return { lastDay, to: 'day' in high ? startOfDay(addDays(lastDay, 1), timeZone) : high.instant + 1 };
};

const firstMidnightFrom = (instant: number, timeZone: string): string => {
  const day = localDay(instant, timeZone);
  return startOfDay(day, timeZone) >= instant ? day : addDays(day, 1);
};

export function inSpan(value: DateValue, { from, to, firstDay, lastDay }: Span): boolean {
  if ('day' in value)
    return (
      (firstDay === undefined || compareDays(value.day, firstDay) >= 0) &&
      (lastDay === undefined || compareDays(value.day, lastDay) <= 0)
    );
  return (from === undefined || value.instant >= from) && (to === undefined || value.instant < to);
}

/** SQL: an expression of type timestamptz lies in the span. */
export const instantInSpanSql = (instant: string, { from, to }: Span, writer: SqlWriter): string =>
  both(
    from === undefined ? undefined : `${instant} >= ${writer.instant(from)}`,
    to === undefined ? undefined : `${instant} < ${writer.instant(to)}`,
  );

/** SQL: an expression of type date lies in the span. */
export const dayInSpanSql = (day: string, { firstDay, lastDay }: Span, writer: SqlWriter): string =>
  both(
    firstDay === undefined ? undefined : `${day} >= ${writer.day(firstDay)}`,
    lastDay === undefined ? undefined : `${day} <= ${writer.day(lastDay)}`,
  );

const both = (...parts: (string | undefined)[]): string => {
  const bounds = parts.filter((part) => part !== undefined);
  if (bounds.length === 0) throw new Error('A span has at least one bound.');
  return bounds.join(' AND ');
};
