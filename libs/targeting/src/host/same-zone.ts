import type { EntityManager } from 'typeorm';
import { startOfDay } from '../rules/time.js';

/** In winter and in summer, of a year whose clocks everybody knows. */
const days = ['2024-01-15', '2024-07-15'];

/**
 * PostgreSQL reads a name such as CET as an abbreviation, whose clocks never change; as the name of a zone they do. A rule would mean one
 * thing in SQL and another in memory.
 * @throws Error when PostgreSQL reads the time zone in another way than JavaScript does, or does not know it
 */
export async function assertSameZone(timeZone: string, manager: EntityManager): Promise<void> {
  const rows = await manager.query<{ midnight: string }[]>(
    `SELECT (extract(epoch FROM day::timestamp AT TIME ZONE $1) * 1000)::bigint AS midnight FROM unnest($2::text[]) day`,
    [timeZone, days],
  );
  if (rows.some(({ midnight }, index) => Number(midnight) !== startOfDay(days[index]!, timeZone)))
    throw new Error(
      `PostgreSQL and JavaScript do not mean the same by the time zone ${timeZone}. Give the name of a place, such as Europe/Paris, or UTC.`,
    );
}
