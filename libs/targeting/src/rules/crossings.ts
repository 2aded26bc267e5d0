import { Temporal } from 'temporal-polyfill';
import {
  addDays,
  addMonths,
  calendarDays,
  type CalendarUnit,
  type Duration,
  fixedLength,
  isLeapYear,
  localDay,
  monthsOf,
  startOfDay,
} from './time.js';

/*
 * The other way round than windows: given a value, when do they reach it or leave it behind? There may be instants among these
 * at which nothing happens; there are none at which something happens beside them.
 */

/** When an instant comes to lie, or no longer lies, a duration before or after now. */
export function crossingsOf(instant: number, duration: Duration, timeZone: string): number[] {
  const length = fixedLength(duration);
  const around =
    length === undefined
      ? ([1, -1] as const).flatMap((sign) => monthCrossings(instant, sign * monthsOf(duration), timeZone))
      : [instant - length, instant + length];
  return [instant, ...around].flatMap((each) => [each, each + 1]);
}

/**
 * Months are clamped to the end of the month, and clocks are set forward and back: around the day, the edge of a window may
 * come to an instant several times, and jumps where a day begins or the clocks change.
 */
function monthCrossings(instant: number, months: number, timeZone: string): number[] {
  const zoned = inZone(instant, timeZone);
  const times = [zoned, ...changesNear(zoned)].map((each) => each.toPlainTime());
  const day = zoned.toPlainDate().add({ months });
  const found: number[] = [];
  for (let offset = -4; offset <= 4; offset++) {
    const near = day.add({ days: offset });
    found.push(near.toZonedDateTime(timeZone).epochMilliseconds);
    for (const time of times)
      for (const disambiguation of ['earlier', 'later'] as const)
        found.push(
          near.toPlainDateTime(time).toZonedDateTime(timeZone, { disambiguation }).epochMilliseconds,
        );
  }
  const changes = changesNear(day.toZonedDateTime(timeZone)).map((each) => each.epochMilliseconds);
  return [...found, ...changes];
}

/** Where the clocks change within some days. */
function changesNear(zoned: Temporal.ZonedDateTime): Temporal.ZonedDateTime[] {
  const before = zoned.subtract({ days: 6 }).getTimeZoneTransition('next');
  if (!before || Temporal.ZonedDateTime.compare(before, zoned.add({ days: 6 })) > 0) return [];
  return [before, before.subtract({ milliseconds: 1 })];
}

const inZone = (instant: number, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);

/** When the day, week, … of an instant becomes the next one, this one, the last one, and none of these. */
export function turnsOf(instant: number, unit: CalendarUnit, timeZone: string): number[] {
  const day = localDay(instant, timeZone);
  return [-1, 0, 1, 2].map((offset) => startOfDay(calendarDays(unit, offset, day).first, timeZone));
}

/** When the anniversaries of a day come into the time ahead, or into a week or month, and pass. */
export function anniversaryTurns(
  day: string,
  within: Duration | CalendarUnit,
  between: readonly [number, number],
  timeZone: string,
): number[] {
  const [first, last] = between.map((instant) => Number(localDay(instant, timeZone).slice(0, 4)));
  const found: string[] = [];
  for (let year = first! - 1; year <= last! + 1; year++) {
    const date = anniversary(day, year);
    if (typeof within === 'string')
      found.push(calendarDays(within, 0, date).first, calendarDays(within, 1, date).first);
    else found.push(addDays(date, 1), ...comesWithin(date, within));
  }
  return found.map((each) => startOfDay(each, timeZone));
}

function anniversary(day: string, year: number): string {
  const date = `${String(year).padStart(4, '0')}-${day.slice(-5)}`;
  return day.endsWith('02-29') && !isLeapYear(`${date.slice(0, 5)}01-01`) ? `${date.slice(0, 5)}02-28` : date;
}

/** Days from which on the date lies within the duration; months end on different days. */
function comesWithin(date: string, duration: Duration): string[] {
  if (duration.unit === 'day') return [addDays(date, -duration.amount)];
  if (duration.unit === 'week') return [addDays(date, -7 * duration.amount)];
  const start = addMonths(date, -monthsOf(duration));
  return [-3, -2, -1, 0, 1, 2, 3].map((offset) => addDays(start, offset));
}
