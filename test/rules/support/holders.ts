import { Big } from 'big.js';
import type { Field, FieldSource, FieldType } from 'nest-targeting/rules';
import { absent } from '../cases/case.js';

/** A way to keep a value in the database: in JSON of any type, or in a column that holds only what fits. */
export interface Holder {
  readonly name: string;
  readonly isColumn: boolean;
  holds(value: unknown): boolean;
  field(type: FieldType, which: 'value' | 'other'): Field;
  /** Inserts ids, values and others, each an array; values are JSON text, null when absent. */
  readonly insert: string;
}

export const holderTable = `CREATE TABLE holders (id integer PRIMARY KEY, attributes jsonb,
  value_json json, other_json json, value_text text, other_text text, value_numeric numeric, other_numeric numeric,
  value_integer integer, other_integer integer, value_double float8, other_double float8, value_boolean boolean, other_boolean boolean,
  value_date date, other_date date, value_timestamptz timestamptz, other_timestamptz timestamptz,
  value_timestamp timestamp, other_timestamp timestamp, value_array text[], other_array text[])`;

const rows = `FROM unnest($1::int[], $2::text[], $3::text[]) u(id, value, other)`;

const inKey: Holder = {
  name: 'a key of JSON',
  isColumn: false,
  holds: () => true,
  field: (type, which) => fieldOf(type, which, { column: 'attributes', jsonKey: `the "${which}"` }),
  insert: `INSERT INTO holders (id, attributes) SELECT id,
    CASE WHEN value IS NULL THEN '{}' ELSE jsonb_build_object('the "value"', value::jsonb) END ||
    CASE WHEN other IS NULL THEN '{}' ELSE jsonb_build_object('the "other"', other::jsonb) END ${rows}`,
};

const inJson: Holder = {
  name: 'a JSON column',
  isColumn: false,
  holds: () => true,
  field: (type, which) =>
    fieldOf(type, which, { column: `${which}_json`, columnType: 'json', isJsonText: true }),
  insert: `INSERT INTO holders (id, value_json, other_json) SELECT id, value::json, other::json ${rows}`,
};

type ColumnType = Extract<FieldSource, { columnType: unknown }>['columnType'];

function inColumn(
  name: string,
  columnType: ColumnType,
  fits: (value: unknown) => boolean,
  cast: (text: string) => string,
): Holder {
  const [value, other] = ['value', 'other'].map((which) => cast(`(${which}::jsonb #>> '{}')`));
  return {
    name: `a column of ${name}`,
    isColumn: true,
    holds: (given) => given === absent || fits(given),
    field: (type, which) => fieldOf(type, which, { column: `${which}_${name}`, columnType }),
    insert: `INSERT INTO holders (id, value_${name}, other_${name}) SELECT id, ${value}, ${other} ${rows}`,
  };
}

const fieldOf = (type: FieldType, which: string, source: FieldSource): Field => ({
  name: which,
  label: which,
  type,
  source,
});

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown) => typeof value === 'number' || value instanceof Big;
const isDay = (value: unknown) => isText(value) && /^\d{4}-\d{2}-\d{2}$/.test(value) && dayExists(value);
const dayExists = (day: string) =>
  !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day);
const isInstant = (value: unknown) =>
  isText(value) && /^.{10}T([01]\d|2[0-3]):\d\d(:[0-5]\d([.]\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/.test(value);

const to = (type: string) => (text: string) => `${text}::${type}`;

const columns: Record<FieldType, readonly Holder[]> = {
  text: [inColumn('text', 'text', isText, (text) => text)],
  number: [
    inColumn('numeric', 'number', isNumber, to('numeric')),
    inColumn(
      'integer',
      'number',
      (value) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31,
      to('integer'),
    ),
    inColumn('double', 'float', (value) => typeof value === 'number', to('float8')),
  ],
  boolean: [inColumn('boolean', 'boolean', (value) => typeof value === 'boolean', to('boolean'))],
  date: [
    inColumn('date', 'day', isDay, to('date')),
    inColumn('timestamptz', 'instant', isInstant, to('timestamptz')),
    inColumn('timestamp', 'timestamp', isInstant, (text) => `${text}::timestamptz AT TIME ZONE 'UTC'`),
  ],
  array: [
    inColumn(
      'array',
      'array',
      (value) => Array.isArray(value) && value.every((item) => isText(item) || item === null),
      (text) =>
        `CASE WHEN ${text} IS NOT NULL THEN ARRAY(SELECT jsonb_array_elements_text(${text}::jsonb)) END`,
    ),
  ],
};

export const holdersOf = (type: FieldType): readonly Holder[] => holders[type];

const holders = Object.fromEntries(
  Object.entries(columns).map(([type, ofType]) => [type, [inKey, inJson, ...ofType]]),
) as unknown as Record<FieldType, readonly Holder[]>;

/** JSON text, with exact numbers. */
export function toJson(value: unknown): string {
  if (value instanceof Big) return value.toFixed();
  return Array.isArray(value) ? `[${value.map(toJson).join(',')}]` : JSON.stringify(value);
}
