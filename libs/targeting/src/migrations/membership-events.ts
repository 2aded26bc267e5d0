import type { KeyType } from '../rules/catalogue.js';

/** Who came into a segment and who left it, as far as it has been observed. */
export const membershipEventsSql = (key: KeyType): string[] => [
  `CREATE TABLE targeting.membership_events (id bigint GENERATED ALWAYS AS IDENTITY, customer_id ${key} NOT NULL, segment_id integer NOT NULL,
     change text NOT NULL CHECK (change IN ('entered', 'left')), reason text NOT NULL CHECK (reason IN ('data', 'time', 'definition')),
     at timestamptz NOT NULL, PRIMARY KEY (customer_id, id))`,
  // Serves: what has happened since a cursor.
  `CREATE INDEX membership_events_id ON targeting.membership_events (id)`,
  // Serves: what has been kept long enough.
  `CREATE INDEX membership_events_at ON targeting.membership_events (at)`,
  // Serves: what has happened to one segment.
  `CREATE INDEX membership_events_segment ON targeting.membership_events (segment_id, id)`,

  // What was observed last; `revision` goes up with each change of the members, which are bits of ordinals in blocks of 32,768.
  `CREATE TABLE targeting.observed_segments (segment_id integer PRIMARY KEY REFERENCES targeting.segments ON DELETE CASCADE,
     definition text NOT NULL, revision integer NOT NULL)`,
  `CREATE TABLE targeting.observed_members (segment_id integer NOT NULL REFERENCES targeting.segments ON DELETE CASCADE,
     block integer NOT NULL, members bytea NOT NULL, PRIMARY KEY (segment_id, block))`,
  `CREATE TABLE targeting.segment_history (segment_id integer NOT NULL REFERENCES targeting.segments ON DELETE CASCADE,
     at timestamptz NOT NULL, count integer NOT NULL, entered integer NOT NULL, "left" integer NOT NULL, PRIMARY KEY (segment_id, at))`,

  // Which process observes; another takes over when it has not renewed its lease.
  `CREATE TABLE targeting.leases (name text PRIMARY KEY, holder text NOT NULL, renewed_at timestamptz NOT NULL)`,
];

/**
 * Where integer keys have ordinals, too, it is not known by which of them members were stored: such segments are observed as for the
 * first time, so that nobody is told of who neither came nor left.
 */
const forgetObservedSql = (key: KeyType): string[] => [
  'LOCK TABLE targeting.observed_segments, targeting.observed_members IN ACCESS EXCLUSIVE MODE',
  `DELETE FROM targeting.observed_members WHERE ${key === 'integer'} AND EXISTS (SELECT FROM targeting.ordinals)`,
  `DELETE FROM targeting.observed_segments WHERE ${key === 'integer'} AND EXISTS (SELECT FROM targeting.ordinals)`,
];

/** `by_key`: the ordinals are the keys of the customers themselves. */
export const observedByKeySql = (key: KeyType): string[] => [
  ...forgetObservedSql(key),
  `ALTER TABLE targeting.observed_segments ADD COLUMN by_key boolean NOT NULL DEFAULT ${key === 'integer'}`,
  // A process of before says nothing of it: its integers may be either.
  ...(key === 'integer' ? ['ALTER TABLE targeting.observed_segments ALTER COLUMN by_key DROP DEFAULT'] : []),
];

export const notByKeySql = (key: KeyType): string[] => [
  ...forgetObservedSql(key),
  'ALTER TABLE targeting.observed_segments DROP COLUMN by_key',
];

/** A clock may step back: the newest size is the one that was written last, whatever its instant. */
export const sizesInOrderSql: string[] = [
  'ALTER TABLE targeting.segment_history ADD COLUMN id bigint',
  `UPDATE targeting.segment_history h SET id = o.id
     FROM (SELECT segment_id, at, row_number() OVER (ORDER BY at, segment_id) AS id FROM targeting.segment_history) o
     WHERE h.segment_id = o.segment_id AND h.at = o.at`,
  `ALTER TABLE targeting.segment_history DROP CONSTRAINT segment_history_pkey, ADD PRIMARY KEY (segment_id, id),
     ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY`,
  // Serves: what has been kept long enough.
  'CREATE INDEX segment_history_at ON targeting.segment_history (at)',
  `SELECT setval(pg_get_serial_sequence('targeting.segment_history', 'id'), count(*) + 1, false) FROM targeting.segment_history`,
];

/** Of several sizes at one instant the last one stays. */
export const sizesByInstantSql: string[] = [
  'DROP INDEX targeting.segment_history_at',
  `DELETE FROM targeting.segment_history h WHERE EXISTS (
     SELECT FROM targeting.segment_history later WHERE later.segment_id = h.segment_id AND later.at = h.at AND later.id > h.id)`,
  'ALTER TABLE targeting.segment_history DROP COLUMN id, ADD PRIMARY KEY (segment_id, at)',
];
