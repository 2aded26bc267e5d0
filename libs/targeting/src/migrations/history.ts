import type { KeyType } from '../rules/catalogue.js';
import { neverChangeSql, refuseChangeSql } from './never-change.js';

/** The versions of every definition, and the log of who did what. To both is only ever added. */
export const historySql = (key: KeyType): string[] => [
  'ALTER TABLE targeting.lists ADD COLUMN version integer NOT NULL DEFAULT 1',

  // A definition as it stood, on the wire. Its rows outlive it.
  `CREATE TABLE targeting.definition_versions (kind text NOT NULL CHECK (kind IN ('segment', 'audience', 'list')),
     subject_id integer NOT NULL, version integer NOT NULL, definition jsonb NOT NULL, author text, created_at timestamptz NOT NULL,
     PRIMARY KEY (kind, subject_id, version))`,

  // Kinds and actions are open: hosts log what is theirs.
  `CREATE TABLE targeting.audit_log (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     at timestamptz NOT NULL DEFAULT clock_timestamp(), actor text, action text NOT NULL, kind text NOT NULL, subject_id text,
     subject_name text, version integer, details jsonb NOT NULL DEFAULT '{}')`,
  // Serves: what has happened to one thing.
  'CREATE INDEX audit_log_subject ON targeting.audit_log (kind, subject_id, id)',
  // Serves: what one has done.
  'CREATE INDEX audit_log_actor ON targeting.audit_log (actor, id)',
  // Serves: what happened when.
  'CREATE INDEX audit_log_at ON targeting.audit_log (at)',

  ...knownVersions(key),

  refuseChangeSql,
  ...neverChangeSql(['definition_versions', 'audit_log']),
];

/** What there is already becomes the first version that is known. */
function knownVersions(key: KeyType): string[] {
  const common = `'name', d.name, 'description', d.description, 'status', d.status`;
  const insert = (kind: string, table: string, definition: string) =>
    `INSERT INTO targeting.definition_versions (kind, subject_id, version, definition, author, created_at)
       SELECT '${kind}', d.id, d.version, ${definition}, coalesce(d.updated_by, d.created_by), d.updated_at FROM targeting.${table} d`;
  const audience = `jsonb_build_object(${common}, 'include_segments', d.include_segments, 'include_logic', d.include_logic,
    'include_customers', d.include_customers, 'include_lists', d.include_lists, 'exclude_segments', d.exclude_segments,
    'exclude_customers', d.exclude_customers, 'exclude_lists', d.exclude_lists, 'exclude_unsubscribed', d.exclude_unsubscribed,
    'exclude_contacted_within_days', d.exclude_contacted_within_days,
    'exclude_contacted_in_campaigns', d.exclude_contacted_in_campaigns)`;
  const segment = `jsonb_build_object(${common}, 'segment_type', d.segment_type, 'conditions', d.conditions)
    || CASE WHEN d.list_id IS NULL THEN '{}' ELSE ${pickedSql('d.list_id', key)} END`;
  return [
    insert('segment', 'segments', segment),
    insert('audience', 'audiences', audience),
    `${insert('list', 'lists', `jsonb_build_object(${common}) || ${pickedSql('d.id', key)}`)} WHERE d.kind = 'list'`,
  ];
}

/** The customers picked by hand as they are on the wire, where only a whole number of 32 bits is one; none when they are too many. */
function pickedSql(list: string, key: KeyType): string {
  const onWire = key === 'integer' ? 'm.customer_id' : 'm.customer_id::text';
  return `(SELECT CASE WHEN c.count + e.count > 10000 THEN '{}' ELSE jsonb_build_object('customers', c.picked, 'emails', e.picked) END
    FROM (SELECT count(*) AS count, coalesce(jsonb_agg(${onWire} ORDER BY m.customer_id), '[]') AS picked FROM targeting.list_members m
            WHERE m.list_id = ${list} AND m.import_id = 0 AND m.replaced_by IS NULL) c,
         (SELECT count(*) AS count, coalesce(jsonb_agg(i.value ORDER BY i.value), '[]') AS picked FROM targeting.list_identifiers i
            WHERE i.list_id = ${list} AND i.import_id = -1 AND i.replaced_by IS NULL AND i.kind = 'email') e)`;
}
