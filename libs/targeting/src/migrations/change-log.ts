import type { KeyType } from '../rules/catalogue.js';

/**
 * The log of which customers changed, written in the transaction of the change and read by every process that keeps
 * memberships in memory. It is not logged for recovery: a crash empties it together with its generation, and without that
 * every reader starts anew. A dump should leave its rows out, since they name transactions of this cluster:
 * `pg_dump --exclude-table-data='targeting.changes*'`.
 */
export const changeLogSql = (key: KeyType): string[] => [
  // `ids` null: too many to name, or unknown; whatever depends on the source is to be read anew.
  `CREATE UNLOGGED TABLE targeting.changes (xid xid8 NOT NULL DEFAULT pg_current_xact_id(), source text NOT NULL, ids ${key}[])`,
  // Serves: what became visible since the snapshot before.
  `CREATE INDEX changes_xid ON targeting.changes (xid)`,
  `CREATE UNLOGGED TABLE targeting.changes_meta (one boolean PRIMARY KEY DEFAULT true CHECK (one), generation bigint NOT NULL,
     trimmed_to xid8 NOT NULL DEFAULT '0')`,
  // Small numbers for customers whose key is none.
  `CREATE TABLE targeting.ordinals (customer_id ${key} PRIMARY KEY, ordinal integer GENERATED ALWAYS AS IDENTITY UNIQUE)`,
  `CREATE FUNCTION targeting.changed_all() RETURNS void LANGUAGE sql AS $f$
     INSERT INTO targeting.changes (source, ids) VALUES ('customers', NULL) $f$`,
];
