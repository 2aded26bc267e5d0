import fc from 'fast-check';
import type { Moment } from 'nest-targeting/rules';
import {
  type Duration,
  localDay,
  shift,
  startOfDay,
  addDays,
  calendarDays,
  calendarUnits,
} from '../../../libs/targeting/src/rules/time.js';

/** Instants at which calendars and clocks do something odd, by time zone. */
export const oddInstants: Record<string, readonly string[]> = {
  UTC: [
    '2024-02-29T12:00:00Z',
    '2023-02-28T23:59:59.999Z',
    '2025-03-01T00:00:00Z',
    '2024-12-31T23:59:59.999Z',
  ],
  'Europe/Paris': [
    '2024-03-31T01:00:00Z',
    '2024-10-27T00:30:00Z',
    '2024-10-27T01:30:00Z',
    '2025-03-30T22:00:00Z',
  ],
  'America/New_York': [
    '2024-03-10T07:00:00Z',
    '2024-11-03T05:30:00Z',
    '2024-11-03T06:30:00Z',
    '2023-06-30T03:59:59.999Z',
  ],
  'Australia/Lord_Howe': [
    '2024-10-05T15:30:00Z',
    '2024-04-06T14:45:00Z',
    '2024-04-06T15:15:00Z',
    '2024-02-28T13:00:00Z',
  ],
  // 30 December 2011 does not exist there.
  'Pacific/Apia': [
    '2011-12-30T10:00:00Z',
    '2011-12-30T09:59:59.999Z',
    '2021-04-03T13:30:00Z',
    '2024-02-29T10:59:59.999Z',
  ],
  // The clocks change at midnight.
  'America/Havana': [
    '2024-03-10T05:00:00Z',
    '2024-11-03T04:30:00Z',
    '2024-11-03T05:30:00Z',
    '2024-01-31T04:59:59.999Z',
  ],
};

const minute = 60_000;
const nearby = [0, 0, 0, 1, -1, 30 * minute, -30 * minute, 24 * 60 * minute, -45 * 24 * 60 * minute];

export const anyMoment: fc.Arbitrary<Moment> = fc
  .tuple(fc.constantFrom(...Object.keys(oddInstants)), fc.nat(3), fc.constantFrom(...nearby))
  .map(([timeZone, index, offset]) => ({
    now: Date.parse(oddInstants[timeZone]![index]!) + offset,
    timeZone,
  }));

/** Durations that rules use, and that the data has events at the edges of. */
export const durations: readonly Duration[] = [
  { amount: 1, unit: 'minute' },
  { amount: 90, unit: 'minute' },
  { amount: 1, unit: 'hour' },
  { amount: 1, unit: 'day' },
  { amount: 7, unit: 'day' },
  { amount: 30, unit: 'day' },
  { amount: 2, unit: 'week' },
  { amount: 1, unit: 'month' },
  { amount: 3, unit: 'month' },
  { amount: 1, unit: 'year' },
  { amount: 4, unit: 'year' },
];

/** The instants at which something flips at that moment, in milliseconds: of rolling windows, days, and calendar units. */
export function edgesOf({ now, timeZone }: Moment): number[] {
  const today = localDay(now, timeZone);
  const rolling = durations.flatMap((duration) =>
    ([1, -1] as const).map((sign) => shift(now, duration, sign, timeZone)),
  );
  const days = [-366, -28, -7, -1, 0, 1, 2, 7, 8, 366].map((days) => addDays(today, days));
  const units = calendarUnits.flatMap((unit) =>
    [-1, 0, 1].flatMap((offset) => Object.values(calendarDays(unit, offset, today))),
  );
  return [now, now, now, ...rolling, ...[...days, ...units].map((day) => startOfDay(day, timeZone))];
}

/** An instant to the microsecond. */
export interface MicroInstant {
  readonly milliseconds: number;
  readonly micros: number;
}

const hour = 60 * minute;

/** At an edge, or one micro- or millisecond beside it, or elsewhere. */
export const instantNear = (edges: readonly number[]): fc.Arbitrary<MicroInstant> =>
  fc
    .tuple(
      fc.constantFrom(...edges),
      fc.constantFrom(0, 0, 0, 0, -1, 1, -hour, hour, 5 * minute),
      fc.constantFrom(0, 0, 0, 1, 999, 500),
    )
    .map(([edge, offset, micros]) => ({ milliseconds: edge + offset, micros }));

/** `2026-11-22T10:00:00.000001+02:00` */
export function isoInstant({ milliseconds, micros }: MicroInstant, offsetMinutes = 0): string {
  const local = new Date(milliseconds + offsetMinutes * minute).toISOString().slice(0, -1);
  const fraction = micros === 0 ? '' : String(micros).padStart(3, '0');
  return local + fraction + isoOffset(offsetMinutes);
}

function isoOffset(minutes: number): string {
  if (minutes === 0) return 'Z';
  const two = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.trunc(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}
