const digits = (number: number, count = 2): string => String(number).padStart(count, '0');

/** The day an instant lies in where the reader is: `2026-11-25`; empty for none. */
export function dayOf(instant: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return '';
  // While a year is typed, it is one of the first thousand.
  return `${digits(at.getFullYear(), 4)}-${digits(at.getMonth() + 1)}-${digits(at.getDate())}`;
}

/** The first instant of a day where the reader is. */
export const dayStart = (day: string): string => instantOf(`${day}T00:00:00.000`);

/** The last instant of it. */
export const dayEnd = (day: string): string => instantOf(`${day}T23:59:59.999`);

function instantOf(local: string): string {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
}
