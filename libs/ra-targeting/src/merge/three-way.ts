/** What is saved of a definition, by its names on the wire. */
export type Values = Record<string, unknown>;

export type Side = 'theirs' | 'mine';

/** A field that is now saved otherwise than it stands in the form. */
export interface Difference {
  field: string;
  before: unknown;
  theirs: unknown;
  mine: unknown;
  /** Who has changed it since. */
  changedBy: 'them' | 'you' | 'both';
}

/** The fields that differ, those first that both have changed. What the form does not have it does not change. */
export function differencesOf(
  fields: readonly string[],
  before: Values,
  theirs: Values,
  mine: Values,
): Difference[] {
  const differences = fields
    .filter((field) => mine[field] !== undefined && !isSame(mine[field], theirs[field]))
    .map((field): Difference => {
      const values = { field, before: before[field], theirs: theirs[field], mine: mine[field] };
      if (isSame(values.before, values.mine)) return { ...values, changedBy: 'them' };
      return { ...values, changedBy: isSame(values.before, values.theirs) ? 'you' : 'both' };
    });
  return differences.sort((a, b) => Number(b.changedBy === 'both') - Number(a.changedBy === 'both'));
}

/** Of whom a field is taken unless somebody says otherwise: of who has changed it; what both have, from the form. */
export const sideOf = ({ changedBy }: Difference): Side => (changedBy === 'them' ? 'theirs' : 'mine');

/** What is saved now with what is taken from the form; and what the form says beside. */
export function merged(
  mine: Values,
  theirs: Values,
  differences: readonly Difference[],
  sides: ReadonlyMap<string, Side>,
): Values {
  const chosen = differences.map((each) => [each.field, each[sides.get(each.field) ?? 'mine']]);
  return { ...mine, ...theirs, ...(Object.fromEntries(chosen) as Values) };
}

/** Forms hold an empty text for null, and the database keeps properties in an order of its own. */
const isSame = (a: unknown, b: unknown): boolean => written(a) === written(b);

const written = (value: unknown): string => JSON.stringify(ordered(value) ?? null);

function ordered(value: unknown): unknown {
  if (value === '' || value === undefined) return null;
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, ordered(inner)]));
}
