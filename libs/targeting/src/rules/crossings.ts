import { Temporal } from 'temporal-polyfill';
import { remembered } from './remembered.js';
import {
  addDays,
  addMonths,
  calendarDays,
  type CalendarUnit,
  type Duration,
  fixedLength,
  localDay,
  monthsOf,
  startOfDay,
} from './time.js';

const dayLength = 86_400_000;

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

/** After it, none of the crossings comes any more: a year or month is not so long. */
export const lastCrossing = (instant: number, duration: Duration): number =>
  instant + (fixedLength(duration) ?? (31 * monthsOf(duration) + 14) * dayLength) + 1;

/**
 * Months are clamped to the end of the month, and clocks are set forward and back: around the day, the edge of a window may
 * come to an instant several times, and jumps where a day begins or the clocks change.
 */
function monthCrossings(instant: number, months: number, timeZone: string): number[] {
  const own = localDay(instant, timeZone);
  const there = addMonths(own, months);
  const [time, change, before] = [instant, ...changesNear(own, timeZone)].map((each) =>
    timeOfDay(each, timeZone),
  );
  const times = [time!];
  // A time that the clocks skip is one, too: it means the instant at which they show so much more.
  if (change !== undefined)
    times.push(change, before!, (time! - change + before! + 1 + dayLength) % dayLength);
  const found = [...changesNear(there, timeZone)];
  for (let offset = -4; offset <= 4; offset++) {
    const day = addDays(there, offset);
    found.push(startOfDay(day, timeZone), ...times.flatMap((time) => instantsAt(day, time, timeZone)));
  }
  return found;
}

/** Whether the clocks go on evenly all day: then the calendar need not be asked. */
const isEven = (day: string, timeZone: string): boolean =>
  startOfDay(addDays(day, 1), timeZone) - startOfDay(day, timeZone) === dayLength;

/** What the clocks show at an instant, in milliseconds. */
function timeOfDay(instant: number, timeZone: string): number {
  const day = localDay(instant, timeZone);
  if (isEven(day, timeZone)) return instant - startOfDay(day, timeZone);
  const time = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainTime();
  return new Temporal.PlainTime().until(time).total('milliseconds');
}

/** When the clocks show a time on a day: where they are set back, twice. */
function instantsAt(day: string, time: number, timeZone: string): number[] {
  if (isEven(day, timeZone)) return [startOfDay(day, timeZone) + time];
  const local = Temporal.PlainDate.from(day).toPlainDateTime(
    new Temporal.PlainTime().add({ milliseconds: time }),
  );
  return (['earlier', 'later'] as const).map(
    (disambiguation) => local.toZonedDateTime(timeZone, { disambiguation }).epochMilliseconds,
  );
}

/** Where the clocks change within a week of a day, and just before that. */
const changesNear = remembered((day: string, timeZone: string): readonly number[] => {
  const start = Temporal.PlainDate.from(day).toZonedDateTime(timeZone);
  const change = start.subtract({ days: 7 }).getTimeZoneTransition('next');
  if (!change || Temporal.ZonedDateTime.compare(change, start.add({ days: 7 })) > 0) return [];
  return [change.epochMilliseconds, change.epochMilliseconds - 1];
});

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
  const [first, last] = between.map((instant) => yearOf(localDay(instant, timeZone)));
  const found: string[] = [];
  for (let year = first! - 1; year <= last! + 1; year++) {
    // Clamped: 29 February is the 28th in other years.
    const date = addMonths(day, 12 * (year - yearOf(day)));
    if (typeof within === 'string')
      found.push(calendarDays(within, 0, date).first, calendarDays(within, 1, date).first);
    else found.push(addDays(date, 1), ...comesWithin(date, within));
  }
  return found.map((each) => startOfDay(each, timeZone));
}

/** Years need not have four digits. */
const yearOf = (day: string) => Number(day.slice(0, -'-MM-DD'.length));

/** Days from which on the date lies within the duration; months end on different days. */
function comesWithin(date: string, duration: Duration): string[] {
  if (duration.unit === 'day') return [addDays(date, -duration.amount)];
  if (duration.unit === 'week') return [addDays(date, -7 * duration.amount)];
  const start = addMonths(date, -monthsOf(duration));
  return [-3, -2, -1, 0, 1, 2, 3].map((offset) => addDays(start, offset));
}
