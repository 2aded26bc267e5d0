import { Temporal } from 'temporal-polyfill';
import type { DateValue } from './input.js';
import { remembered } from './remembered.js';

/** The instant a rule is asked for, and the workspace's time zone. Taken once a request. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** IANA name. */
  readonly timeZone: string;
}

export const durationUnits = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;
export type DurationUnit = (typeof durationUnits)[number];

export interface Duration {
  readonly amount: number;
  readonly unit: DurationUnit;
}

const minute = 60_000;
const fixed: Partial<Record<DurationUnit, number>> = {
  minute,
  hour: 60 * minute,
  day: 24 * 60 * minute,
  week: 7 * 24 * 60 * minute,
};

/** Milliseconds of a duration of fixed length; undefined for months and years. */
export const fixedLength = ({ amount, unit }: Duration): number | undefined => {
  const length = fixed[unit];
  return length === undefined ? undefined : amount * length;
};

/** Months of a calendar duration. */
export const monthsOf = ({ amount, unit }: Duration): number => (unit === 'year' ? 12 * amount : amount);

/**
 * An instant plus (1) or minus (-1) a duration. Months and years are calendar arithmetic on the local time, clamped to the
 * month's end; a local time that the clocks skip or repeat is the later instant, as in PostgreSQL.
 */
export function shift(instant: number, duration: Duration, sign: 1 | -1, timeZone: string): number {
  const length = fixedLength(duration);
  if (length !== undefined) return instant + sign * length;
  return local(instant, timeZone)
    .toPlainDateTime()
    .add({ months: sign * monthsOf(duration) })
    .toZonedDateTime(timeZone, { disambiguation: 'later' }).epochMilliseconds;
}

export const localDay = remembered((instant: number, timeZone: string): string =>
  local(instant, timeZone).toPlainDate().toString(),
);

/** The first instant of a local day. */
export const startOfDay = remembered(
  (day: string, timeZone: string): number =>
    Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds,
);

export const addDays = remembered((day: string, days: number): string =>
  Temporal.PlainDate.from(day).add({ days }).toString(),
);

export const addMonths = remembered((day: string, months: number): string =>
  Temporal.PlainDate.from(day).add({ months }).toString(),
);

/** Negative, zero or positive. Days of four-digit years, which nearly all are, compare as text. */
export const compareDays = (a: string, b: string): number =>
  a.length === 10 && b.length === 10 ? Number(a > b) - Number(a < b) : Temporal.PlainDate.compare(a, b);

export const isLeapYear = (day: string): boolean => Temporal.PlainDate.from(day).inLeapYear;

/** 1 is Monday, 7 Sunday. */
export const weekday = (day: string): number => Temporal.PlainDate.from(day).dayOfWeek;

export const asDay = (value: DateValue, timeZone: string): string =>
  'day' in value ? value.day : localDay(value.instant, timeZone);

const local = (instant: number, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);

export const calendarUnits = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type CalendarUnit = (typeof calendarUnits)[number];

/** First and last day of the calendar unit that lies `offset` units from the one of `today`. Weeks start on Monday. */
export const calendarDays = remembered(
  (unit: CalendarUnit, offset: number, today: string): { readonly first: string; readonly last: string } => {
    const first = startOfUnit(unit, offset, Temporal.PlainDate.from(today));
    const next = startOfUnit(unit, offset + 1, Temporal.PlainDate.from(today));
    return { first: first.toString(), last: next.subtract({ days: 1 }).toString() };
  },
);

function startOfUnit(unit: CalendarUnit, offset: number, today: Temporal.PlainDate): Temporal.PlainDate {
  switch (unit) {
    case 'day':
      return today.add({ days: offset });
    case 'week':
      return today.subtract({ days: today.dayOfWeek - 1 }).add({ weeks: offset });
    case 'month':
      return today.with({ day: 1 }).add({ months: offset });
    case 'quarter':
      return today.with({ day: 1, month: today.month - ((today.month - 1) % 3) }).add({ months: 3 * offset });
    case 'year':
      return today.with({ day: 1, month: 1 }).add({ years: offset });
  }
}

export const startOfMinute = (instant: number): number => Math.floor(instant / minute) * minute;

/** An instant as people read it, in the workspace's time zone: exact, with seconds only where there are some. */
export function instantInWords(instant: number, timeZone: string): string {
  const at = local(instant, timeZone);
  return `${at.toPlainDate().toString()} ${at.toPlainTime().toString().replace(/:00$/, '')} ${timeZone}`;
}
