import { Big } from 'big.js';
import type { Field } from './catalogue.js';
import type { DateValue } from './input.js';
import { isIsoDay, isIsoInstant } from './iso.js';
import { dayInSpanSql, instantInSpanSql, type Span, withinYears } from './span.js';
import { quoteIdentifier, type SqlWriter } from './sql.js';

/*
 * How a field is read, on both paths. A value of another type than the field's counts as missing: undefined here, NULL in SQL.
 */

/** NFC text. */
export const readText = (raw: unknown): string | undefined =>
  typeof raw === 'string' ? raw.normalize('NFC') : undefined;

/** Exact decimal; JSON numbers come as `Big` where they were read without loss. */
export const readNumber = (raw: unknown): Big | undefined =>
  raw instanceof Big ? raw : typeof raw === 'number' && Number.isFinite(raw) ? new Big(raw) : undefined;

export const readBoolean = (raw: unknown): boolean | undefined =>
  typeof raw === 'boolean' ? raw : undefined;

export const readArray = (raw: unknown): readonly unknown[] | undefined =>
  Array.isArray(raw) ? (raw as unknown[]) : undefined;

/** Instants are cut to the millisecond. */
export function readDate(raw: unknown): DateValue | undefined {
  if (typeof raw !== 'string') return undefined;
  if (isIsoDay(raw)) return { day: raw };
  if (isIsoInstant(raw)) return { instant: Date.parse(raw) };
  return undefined;
}

/** Whether the field has a value of its type. */
export function isPresent(field: Field, raw: unknown): boolean {
  switch (field.type) {
    case 'text':
      return readText(raw) !== undefined;
    case 'number':
      return readNumber(raw) !== undefined;
    case 'boolean':
      return readBoolean(raw) !== undefined;
    case 'date':
      return readDate(raw) !== undefined;
    case 'array':
      return readArray(raw) !== undefined;
  }
}

/** The text of a field, as SQL that is quicker than to read the field. */
export interface KnownText {
  readonly field: Field;
  readonly sql: string;
}

/** Where a rule reads its field in SQL. */
export interface SqlSite {
  readonly field: Field;
  readonly alias: string;
  readonly writer: SqlWriter;
  /** Whether the answer is taken as a value or turned round: then no index can serve. */
  readonly asValue?: boolean | undefined;
  /** A field whose text the statement around has read already. */
  readonly known?: KnownText | undefined;
}

/** The column in its own type, or JSON as jsonb: a column of it, or the value of a key. */
function rawSql(site: SqlSite): string {
  const { source } = site.field;
  if ('jsonKey' in source) return `(${jsonbSql(site)} -> ${site.writer.param(source.jsonKey, 'text')})`;
  return source.columnType === 'json' ? jsonbSql(site) : columnSql(site);
}

const columnSql = ({ field, alias }: SqlSite) => `${alias}.${quoteIdentifier(field.source.column)}`;

/** A column of JSON as jsonb. */
const jsonbSql = (site: SqlSite) =>
  site.field.source.isJsonText ? `targeting.as_jsonb(${columnSql(site)})` : `${columnSql(site)}::jsonb`;

/** Of this field alone: a rule may compare it with another one. */
const knownText = ({ field, known }: SqlSite): string | undefined =>
  known?.field === field ? known.sql : undefined;

export const isJson = ({ source }: Field) => 'jsonKey' in source || source.columnType === 'json';

export const textSql = (site: SqlSite): string =>
  knownText(site) ?? (isJson(site.field) ? `targeting.as_text(${rawSql(site)})` : `${rawSql(site)}::text`);

/** Text as comparison takes it. */
export const foldedSql = (site: SqlSite): string => foldSql(textSql(site));

export const foldSql = (text: string): string => `(targeting.fold(${text}) COLLATE "C")`;

/** Text as it is, in NFC. */
export const nfcSql = (text: string): string => `(targeting.nfc(${text}) COLLATE "C")`;

/**
 * SQL: the field holds text that passes a test. Of JSON, its text is tested beside its type: to read as text only what
 * is one takes longer.
 */
export function textTestSql(site: SqlSite, test: (text: string) => string): string {
  if (knownText(site) || !isJson(site.field)) return test(textSql(site));
  return `${test(anyTextSql(site))} AND jsonb_typeof(${rawSql(site)}) = 'string'`;
}

/** The text of a JSON value of any type. */
function anyTextSql(site: SqlSite): string {
  const { source } = site.field;
  if (!('jsonKey' in source)) return `(${rawSql(site)} #>> '{}')`;
  return `(${jsonbSql(site)} ->> ${site.writer.param(source.jsonKey, 'text')})`;
}

export const numberSql = (site: SqlSite): string =>
  isAlwaysFinite(site.field) ? rawNumberSql(site) : `targeting.finite(${rawNumberSql(site)})`;

const isAlwaysFinite = (field: Field) => isJson(field) || isInteger(field);

/** A column of whole numbers of up to 64 bits. */
export const isInteger = (field: Field) => columnType(field) === 'integer';

/** The number as its column holds it: NaN and the infinities are among those of a type that has them. */
export function rawNumberSql(site: SqlSite): string {
  if (isJson(site.field)) return `targeting.as_number(${rawSql(site)})`;
  // The shortest decimal that stands for a binary fraction is what JSON shows and people mean.
  return columnType(site.field) === 'float' ? `(${rawSql(site)}::text)::numeric` : rawSql(site);
}

export const booleanSql = (site: SqlSite): string =>
  isJson(site.field) ? `targeting.as_boolean(${rawSql(site)})` : rawSql(site);

/** A JSON array. */
export function arraySql(site: SqlSite): string {
  return isJson(site.field) ? `targeting.as_array(${rawSql(site)})` : `to_jsonb(${rawSql(site)})`;
}

/** The expressions of type date and timestamptz that a date field can have; a JSON value may be either. */
interface DateSql {
  readonly day?: string;
  readonly instant?: string;
}

export function dateSql(site: SqlSite): DateSql {
  const { day, instant } = rawDateSql(site);
  if (isJson(site.field)) return { day, instant };
  return day ? { day: `targeting.finite(${day})` } : { instant: `targeting.finite(${instant})` };
}

/** SQL: the date lies in the span. A column stands there as it is, so that an index can serve. */
export function dateInSpanSql(site: SqlSite, span: Span): string {
  const { day, instant } = rawDateSql(site);
  const bounded = isJson(site.field) ? span : withinYears(span);
  const parts = [
    day && `(${dayInSpanSql(day, bounded, site.writer)})`,
    instant && `(${instantInSpanSql(instant, bounded, site.writer)})`,
  ];
  return parts.filter(Boolean).join(' OR ');
}

function rawDateSql(site: SqlSite): DateSql {
  const raw = rawSql(site);
  if (isJson(site.field)) return { day: `targeting.as_day(${raw})`, instant: `targeting.as_instant(${raw})` };
  switch (columnType(site.field)) {
    case 'day':
      return { day: raw };
    case 'timestamp':
      return { instant: `(${raw} AT TIME ZONE 'UTC')` };
    default:
      return { instant: raw };
  }
}

/** SQL of the instant that a date field may hold, as it stands; undefined where it holds days alone. */
export const instantSql = (site: SqlSite): string | undefined => rawDateSql(site).instant;

export function presentSql(site: SqlSite): string {
  switch (site.field.type) {
    case 'text':
      return `${textSql(site)} IS NOT NULL`;
    case 'number':
      return `${numberSql(site)} IS NOT NULL`;
    case 'boolean':
      return `${booleanSql(site)} IS NOT NULL`;
    case 'array':
      return `${arraySql(site)} IS NOT NULL`;
    case 'date':
      return Object.values(dateSql(site))
        .map((expression) => `${expression} IS NOT NULL`)
        .join(' OR ');
  }
}

/** The value as JSON, for reading a person into memory. */
export function jsonSql(site: SqlSite): string {
  if (isJson(site.field)) return rawSql(site);
  switch (site.field.type) {
    case 'text':
      return `to_jsonb(${textSql(site)})`;
    case 'number':
      return `to_jsonb(${numberSql(site)})`;
    case 'boolean':
      return `to_jsonb(${booleanSql(site)})`;
    case 'array':
      return arraySql(site);
    case 'date': {
      const { day, instant } = dateSql(site);
      // Whatever the time zone of the session.
      return day
        ? `to_jsonb(${day})`
        : `to_jsonb(to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))`;
    }
  }
}

/** A set of the field's values as JSON, one row a value: the items of an array, else the value if it is of the field's type. */
export function valuesSql(site: SqlSite): string {
  return site.field.type === 'array'
    ? `jsonb_array_elements(${arraySql(site)})`
    : `(SELECT ${jsonSql(site)} WHERE ${presentSql(site)})`;
}

const columnType = ({ source }: Field) => ('columnType' in source ? source.columnType : 'json');
