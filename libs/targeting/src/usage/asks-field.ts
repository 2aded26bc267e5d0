/** A field of the customer, or the property of an event. */
export interface AskedField {
  readonly name: string;
  readonly event?: string | undefined;
}

/**
 * Whether stored rules ask a field, wherever it may stand: as `field` or `value_field`, and of an event in `where`,
 * `aggregate` and `then`. Rules that are not valid any more are read, too.
 */
export function asksField(conditions: unknown, asked: AskedField): boolean {
  if (!isRecord(conditions)) return false;
  const { rules, event, then } = conditions;
  if (Array.isArray(rules)) return rules.some((rule) => asksField(rule, asked));
  if (typeof event !== 'string') return asked.event === undefined && names(conditions, asked.name);
  return asksProperty(conditions, asked) || (isRecord(then) && asksProperty(then, asked));
}

/** Of the events themselves, or of those that come after them. */
const asksProperty = ({ event, where, aggregate }: Record<string, unknown>, asked: AskedField): boolean =>
  event === asked.event &&
  (asksField(where, { name: asked.name }) || (isRecord(aggregate) && names(aggregate, asked.name)));

const names = ({ field, value_field }: Record<string, unknown>, name: string): boolean =>
  field === name || value_field === name;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
