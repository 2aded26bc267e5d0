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
    ([name, value]) => JSON.stringify(value ?? null) !== JSON.stringify(known[name] ?? null),
  );
  return Object.fromEntries(changed) as Partial<T>;
}

/** What is sent of a changed record: what differs, and of which version it is a change. */
export function changeOf<T extends object>(data: T, before: object | undefined): Partial<T> {
  const changed = changedProperties(data, before);
  const { version } = data as { version?: unknown };
  if (!before || typeof version !== 'number' || Object.keys(changed).length === 0) return changed;
  return { ...changed, version };
}
