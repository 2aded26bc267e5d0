/** Writes a query string; what is undefined, null or empty is left out, an array is said value by value. */
export function queryString(parameters: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (Array.isArray(value)) for (const one of value) query.append(name, text(one));
    else if (value !== undefined && value !== null && value !== '') query.set(name, text(value));
  const written = query.toString();
  return written && `?${written}`;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/**
 * The properties that differ from those before. The API merges, so nothing else has to be sent, and what somebody else
 * has changed meanwhile stays.
 */
export function changedProperties<T extends object>(data: T, before: object | undefined): Partial<T> {
  if (!before) return data;
  const known = before as Record<string, unknown>;
  const changed = Object.entries(data).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(known[name]),
  );
  return Object.fromEntries(changed) as Partial<T>;
}
