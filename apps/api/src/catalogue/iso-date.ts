const day = /^(\d{4})-(\d\d)-(\d\d)$/;
const instant =
  /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.]\d{1,6})?)?(Z|[+-](0\d|1[0-3]):[0-5]\d)$/;

/** `2026-11-22`, if there is such a day. */
export function isIsoDay(text: string): boolean {
  const [, year, month, date] = day.exec(text)?.map(Number) ?? [];
  if (!year) return false;
  const found = new Date(0);
  found.setUTCFullYear(year, month! - 1, date);
  return found.getUTCMonth() === month! - 1 && found.getUTCDate() === date;
}

/** `2026-11-22T10:00:00Z`, or with another offset, on a day that there is. */
export const isIsoInstant = (text: string): boolean => isIsoDay(instant.exec(text)?.[1] ?? '');
