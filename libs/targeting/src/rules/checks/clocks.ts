import type { FieldOperator } from '../operators/operator.js';
import {
  calendarDays,
  type CalendarUnit,
  calendarUnits,
  fixedLength,
  localDay,
  type Moment,
  startOfDay,
} from '../time.js';
import type { EventFilter, Rule } from '../tree.js';
import { calendarWindows, type Window } from '../window.js';
import { asksTimeOfDay, holdsDays } from './timeless-windows.js';

/**
 * What a rule about time goes by: hours or calendar months back from now, days that turn, weeks that turn, years that turn with
 * their quarters and months, or dates that stand still.
 */
type Clock = 'hours' | 'months' | 'days' | 'weeks' | 'years' | 'still';

/** The clocks that rules go by; none where they do not ask of time. */
export function clocksOf(rules: readonly Rule[]): ReadonlySet<Clock> {
  const found = new Set<Clock>();
  const see = (clock: Clock | undefined) => clock && found.add(clock);
  const visitFilter = ({ window, where }: EventFilter) => {
    see(window && clockOfWindow(window));
    if (where) visit(where);
  };
  const visit = (rule: Rule): void => {
    switch (rule.kind) {
      case 'group':
        return rule.rules.forEach(visit);
      case 'segment':
        return rule.target && visit(rule.target.rule);
      case 'field':
        see(clockOfOperator(rule.operator, rule.test.canonical));
        // Whether hours have a midnight in them goes by the time of day. Where instants may stand, there need be none.
        if (asksTimeOfDay(rule) && holdsDays(rule.field)) see('days');
        return;
      case 'event':
        visitFilter(rule);
        if (rule.question.kind === 'then') visitFilter(rule.question.next);
        return;
      case 'contacted':
        see(rule.window && clockOfWindow(rule.window));
        return;
      default:
        return;
    }
  };
  rules.forEach(visit);
  // Days turn with weeks as with years, always in the same way; how weeks lie in months and years differs from year to year.
  if (found.has('weeks') || found.has('years')) found.delete('days');
  return found;
}

function clockOfOperator({ editor }: FieldOperator, canonical: unknown): Clock | undefined {
  if (editor === 'duration') return clockOfDuration(canonical);
  if (editor === 'calendar_unit') return clockOfUnit(canonical as CalendarUnit);
  if (['day_duration', 'anniversary'].includes(editor)) return 'days';
  return ['date', 'date_or_instant', 'date_range'].includes(editor) ? 'still' : undefined;
}

function clockOfWindow({ canonical }: Window): Clock {
  if (typeof canonical === 'string') return clockOfUnit(calendarWindows[canonical]!.unit);
  return 'amount' in (canonical as object) ? clockOfDuration(canonical) : 'still';
}

function clockOfUnit(unit: CalendarUnit): Clock {
  if (unit === 'day') return 'days';
  return unit === 'week' ? 'weeks' : 'years';
}

const clockOfDuration = (duration: unknown): Clock =>
  fixedLength(duration as Parameters<typeof fixedLength>[0]) === undefined ? 'months' : 'hours';

/** Moments to come at which days and calendars are as uneven as they get. */
export function momentsAhead({ now, timeZone }: Moment): Moment[] {
  const today = localDay(now, timeZone);
  const months = Array.from({ length: 13 }, (_, offset) => calendarDays('month', offset + 1, today));
  const units = calendarUnits.map((unit) => calendarDays(unit, 1, today));
  const days = new Set([...units, ...months].map(({ first }) => first));
  return [...days].flatMap((first) => {
    const start = startOfDay(first, timeZone);
    return [start - 1, start].map((instant) => ({ now: instant, timeZone }));
  });
}
