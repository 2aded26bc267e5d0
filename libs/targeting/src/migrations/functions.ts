import { dayPattern, instantPattern } from '../rules/iso.js';

/**
 * Readers of JSON values. Each gives NULL for a value of another type, so that a misfit counts as missing and no cast can fail.
 * `finite` does the same for what columns can hold and JSON cannot say: NaN, the infinities, days beyond the years 1 to 9999.
 * `fold` is the one folding of text: NFC, then lower case per code point; see `rules/fold.ts` for its counterpart. `nfc` is the
 * first half of it. ASCII, which has as many bytes as characters, is in NFC already; finding that out takes a tenth of the time.
 */
export const functionsSql = (serverVersion: number): string[] => [
  reader(
    'fold(text) RETURNS text',
    `CASE WHEN ${isAscii} THEN lower($1 COLLATE "C") COLLATE "C" ELSE ${lowerSql(serverVersion)} COLLATE "C" END`,
  ),
  reader('nfc(text) RETURNS text', `CASE WHEN ${isAscii} THEN $1 ELSE normalize($1, NFC) END`),
  reader('as_text(jsonb) RETURNS text', `CASE jsonb_typeof($1) WHEN 'string' THEN $1 #>> '{}' END`),
  reader('as_number(jsonb) RETURNS numeric', `CASE jsonb_typeof($1) WHEN 'number' THEN $1::numeric END`),
  reader('as_boolean(jsonb) RETURNS boolean', `CASE jsonb_typeof($1) WHEN 'boolean' THEN $1::boolean END`),
  reader('as_array(jsonb) RETURNS jsonb', `CASE jsonb_typeof($1) WHEN 'array' THEN $1 END`),
  reader(
    'as_day(jsonb) RETURNS date',
    `CASE WHEN jsonb_typeof($1) = 'string' AND ($1 #>> '{}') COLLATE "C" ~ '${dayPattern}'
       THEN make_date(left($1 #>> '{}', 4)::int, substr($1 #>> '{}', 6, 2)::int, substr($1 #>> '{}', 9, 2)::int) END`,
  ),
  reader('finite(numeric) RETURNS numeric', `CASE WHEN $1 > '-Infinity' AND $1 < 'Infinity' THEN $1 END`),
  reader('finite(date) RETURNS date', `CASE WHEN $1 BETWEEN '0001-01-01' AND '9999-12-31' THEN $1 END`),
  reader(
    'finite(timestamptz) RETURNS timestamptz',
    `CASE WHEN $1 >= '0001-01-01 00:00:00+00' AND $1 < '10000-01-01 00:00:00+00' THEN $1 END`,
  ),
  // PL/pgSQL, since PostgreSQL takes text::timestamptz for dependent on settings; with an explicit zone it is not.
  `CREATE OR REPLACE FUNCTION targeting.as_instant(jsonb) RETURNS timestamptz LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $f$ BEGIN
     IF jsonb_typeof($1) = 'string' AND ($1 #>> '{}') COLLATE "C" ~ '${instantPattern}' THEN
       RETURN targeting.finite(date_trunc('milliseconds', ($1 #>> '{}')::timestamptz, 'UTC'));
     END IF;
     RETURN NULL; END $f$`,
  asJsonbSql(serverVersion),
];

/**
 * What the type json keeps and jsonb cannot hold (`"\u0000"`, half of a surrogate pair, 1e200000) is NULL. Where an error may be caught in
 * a parallel query since PostgreSQL 17 only, the function must keep queries from being one.
 */
export const asJsonbSql = (serverVersion: number): string =>
  `CREATE OR REPLACE FUNCTION targeting.as_jsonb(json) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE STRICT
     PARALLEL ${serverVersion >= 170000 ? 'SAFE' : 'UNSAFE'} AS $f$ BEGIN
     RETURN $1::jsonb;
   EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
     RETURN NULL; END $f$`;

const isAscii = 'octet_length($1) = char_length($1)';

const reader = (signature: string, body: string) =>
  `CREATE OR REPLACE FUNCTION targeting.${signature} LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $f$ SELECT ${body} $f$`;

/**
 * PostgreSQL 17 brought a collation that lowers each code point by itself, the same on every platform. Before it, ICU does,
 * but for the final sigma and the dotted capital I, which it would treat by context.
 */
const lowerSql = (serverVersion: number) =>
  serverVersion >= 170000
    ? `lower(normalize($1, NFC) COLLATE pg_catalog.pg_c_utf8)`
    : `lower(translate(normalize($1, NFC), 'Σİ', 'σi') COLLATE pg_catalog."und-x-icu")`;
