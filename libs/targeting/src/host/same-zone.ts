import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { localDay } from '../rules/time.js';

/** In winter and in summer, of a year so long ago that all time zone data know its clocks. */
const known = ['2019-01-15T00:00:00Z', '2019-07-15T00:00:00Z'].map((instant) => Date.parse(instant));

/**
 * PostgreSQL reads a name such as CET as an abbreviation, whose clocks never change; as the name of a zone they do. A rule would mean one
 * thing in SQL and another in memory.
 * @throws Error when PostgreSQL reads the time zone in another way than JavaScript does, or does not know it
 */
export async function assertSameZone(timeZone: string, manager: EntityManager): Promise<void> {
  if ((await firstApart(timeZone, known, manager)) !== undefined)
    throw new Error(
      `PostgreSQL and JavaScript do not mean the same by the time zone ${timeZone}. Give the name of a place, such as Europe/Paris, or UTC.`,
    );
}

/**
 * The first local day from a year ago to two years ahead whose clocks PostgreSQL and JavaScript know differently: the time zone data of one
 * of them are older. That keeps nobody from starting, since it is mostly an hour, and of days to come.
 */
export async function dayOfOtherClocks(
  timeZone: string,
  now: number,
  manager: EntityManager,
): Promise<string | undefined> {
  const [start, end] = [now - 365 * day, now + 730 * day];
  const days = Array.from({ length: (end - start) / day }, (_, index) => start + index * day);
  const instants = [...days, ...changesOfClocks(timeZone, start, end)].sort((a, b) => a - b);
  const apart = await firstApart(timeZone, instants, manager);
  return apart === undefined ? undefined : localDay(apart, timeZone);
}

const day = 24 * 60 * 60_000;

async function firstApart(timeZone: string, instants: readonly number[], manager: EntityManager) {
  const rows = await manager.query<{ offset: number }[]>(
    `SELECT (extract(epoch FROM (at AT TIME ZONE $1) - (at AT TIME ZONE 'UTC')) * 1000)::int AS "offset" FROM unnest($2::timestamptz[]) at`,
    [timeZone, instants.map((instant) => new Date(instant).toISOString())],
  );
  return instants.find((instant, index) => rows[index]?.offset !== offsetAt(instant, timeZone));
}

/** The last millisecond before each change that JavaScript knows of, and the first one after it. */
function changesOfClocks(timeZone: string, start: number, end: number): number[] {
  const instants: number[] = [];
  let change = local(start, timeZone).getTimeZoneTransition('next');
  for (; change && change.epochMilliseconds < end; change = change.getTimeZoneTransition('next'))
    instants.push(change.epochMilliseconds - 1, change.epochMilliseconds);
  return instants;
}

const offsetAt = (instant: number, timeZone: string) => local(instant, timeZone).offsetNanoseconds / 1e6;

const local = (instant: number, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
