import { durationInWords, parseDuration } from './duration.js';
import { type DateValue, type Input } from './input.js';
import { rollingSpan, type Span, spanOfDays } from './span.js';
import {
  calendarDays,
  type CalendarUnit,
  instantInWords,
  localDay,
  type Moment,
  shift,
  startOfDay,
} from './time.js';

/** When an event must have happened. */
export interface Window {
  span(moment: Moment): Span;
  words(moment: Moment): string;
  readonly canonical: unknown;
}

export const calendarWindows: Record<string, { unit: CalendarUnit; offset: number }> = {
  today: { unit: 'day', offset: 0 },
  yesterday: { unit: 'day', offset: -1 },
  this_week: { unit: 'week', offset: 0 },
  last_week: { unit: 'week', offset: -1 },
  this_month: { unit: 'month', offset: 0 },
  last_month: { unit: 'month', offset: -1 },
  this_quarter: { unit: 'quarter', offset: 0 },
  last_quarter: { unit: 'quarter', offset: -1 },
  this_year: { unit: 'year', offset: 0 },
  last_year: { unit: 'year', offset: -1 },
};

/** Reads `{ "last": 30, "unit": "day" }`, `{ "from": …, "to": … }` or `{ "calendar": … }`. */
export function parseWindow(input: Input): Window | undefined {
  if (input.absent) return undefined;
  input.object('last', 'unit', 'from', 'to', 'calendar');
  if (input.has('calendar')) return calendarWindow(input.object('calendar').at('calendar'));
  if (input.has('last')) return rollingWindow(input.object('last', 'unit'));
  return fixedWindow(input.object('from', 'to'));
}

function rollingWindow(input: Input): Window {
  const duration = parseDuration(input, undefined, 'last');
  const edge = ({ now, timeZone }: Moment) => shift(now, duration, -1, timeZone);
  return {
    span: (moment) => rollingSpan(edge(moment), moment.now, moment.timeZone),
    words: (moment) =>
      `in the last ${durationInWords(duration)} (since ${instantInWords(edge(moment), moment.timeZone)})`,
    canonical: duration,
  };
}

function calendarWindow(input: Input): Window {
  const name = input.oneOf(Object.keys(calendarWindows));
  const { unit, offset } = calendarWindows[name]!;
  const days = ({ now, timeZone }: Moment) => calendarDays(unit, offset, localDay(now, timeZone));
  return {
    span: (moment) => {
      const { first, last } = days(moment);
      return spanOfDays(first, last, moment.timeZone);
    },
    words: (moment) => `${name.replace('_', ' ')} (${days(moment).first} to ${days(moment).last})`,
    canonical: name,
  };
}

/** From included, to not; a date is its local midnight. */
function fixedWindow(input: Input): Window {
  const from = bound(input.at('from'));
  const to = bound(input.at('to'));
  if (from === undefined && to === undefined)
    input.refuse('empty', 'A window has "last" and "unit", "from" and "to", or "calendar".');
  // Nothing lies in such a window, so that who did nothing in it would be everybody.
  if (from && to && isNeverBefore(from, to))
    input.at('to').refuse('invalid', '"to" must be after "from": it is not in the window itself.');
  return {
    span: ({ timeZone }) => ({
      ...(from && { from: midnight(from, timeZone) }),
      ...(to && { to: midnight(to, timeZone) }),
    }),
    words: ({ timeZone }) =>
      [from && `from ${inWords(from, timeZone)}`, to && `until ${inWords(to, timeZone)}`]
        .filter(Boolean)
        .join(' '),
    canonical: { from: from ?? null, to: to ?? null },
  };
}

const bound = (input: Input): DateValue | undefined => (input.absent ? undefined : input.dayOrInstant());

/** The midnights of a day lie closer than this to that of UTC, in every time zone there ever was. */
const widestOffset = 16 * 60 * 60_000;

/** In no time zone. */
function isNeverBefore(from: DateValue, to: DateValue): boolean {
  const leeway = 'day' in from === 'day' in to ? 0 : widestOffset;
  return midnight(from, 'UTC') - leeway >= midnight(to, 'UTC');
}

const midnight = (value: DateValue, timeZone: string) =>
  'day' in value ? startOfDay(value.day, timeZone) : value.instant;

const inWords = (value: DateValue, timeZone: string) =>
  'day' in value ? value.day : instantInWords(value.instant, timeZone);
