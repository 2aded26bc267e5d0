import type { Field } from '../catalogue.js';
import type { DateValue } from '../input.js';
import { dateSql, readDate, type SqlSite } from '../read.js';
import { asDay, compareDays, type Moment } from '../time.js';
import type { Test } from './operator.js';

/** By how much the left is above the right. */
const comparisons = {
  on: { symbol: '=', holds: (difference: number) => difference === 0 },
  before: { symbol: '<', holds: (difference: number) => difference < 0 },
  after: { symbol: '>', holds: (difference: number) => difference > 0 },
  on_or_before: { symbol: '<=', holds: (difference: number) => difference <= 0 },
  on_or_after: { symbol: '>=', holds: (difference: number) => difference >= 0 },
};

/** A date against another date field: as instants when both are, else as whole local days. `on` always compares days. */
export function dateAgainstField(name: keyof typeof comparisons, label: string, other: Field): Test {
  const { symbol, holds } = comparisons[name];
  const byDay = name === 'on';
  return {
    sql: (site, { timeZone }) => {
      const [left, right] = [dateSql(site), dateSql({ ...site, field: other })];
      const zone = () => site.writer.param(timeZone, 'text');
      const days = () => `${daySql(left, zone)} ${symbol} ${daySql(right, zone)}`;
      if (byDay || !left.instant || !right.instant) return days();
      const instants = `${toMillisecond(left.instant)} ${symbol} ${toMillisecond(right.instant)}`;
      if (!left.day && !right.day) return instants;
      return `CASE WHEN ${left.instant} IS NOT NULL AND ${right.instant} IS NOT NULL THEN ${instants} ELSE ${days()} END`;
    },
    matches: ({ raw, sibling }, moment) => {
      const [left, right] = [readDate(raw), readDate(sibling(other))];
      if (left === undefined || right === undefined) return false;
      return !byDay && 'instant' in left && 'instant' in right
        ? holds(left.instant - right.instant)
        : holds(compareDays(asDay(left, moment.timeZone), asDay(right, moment.timeZone)));
    },
    words: () => `${label} ${other.label}`,
    canonical: { field: other.name },
  };
}

/** SQL of the local day of a date field. */
export function localDaySql(site: SqlSite, { timeZone }: Moment): string {
  return daySql(dateSql(site), () => site.writer.param(timeZone, 'text'));
}

export const localDayOf = (value: DateValue, { timeZone }: Moment): string => asDay(value, timeZone);

/** The zone becomes a parameter only where it is used: PostgreSQL cannot tell the type of one that is not. */
function daySql({ day, instant }: { day?: string; instant?: string }, zone: () => string): string {
  const ofInstant = instant && `(${instant} AT TIME ZONE ${zone()})::date`;
  return day && ofInstant ? `coalesce(${day}, ${ofInstant})` : (day ?? ofInstant)!;
}

const toMillisecond = (instant: string) => `date_trunc('milliseconds', ${instant})`;
