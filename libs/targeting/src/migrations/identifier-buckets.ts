const columns = `kind text NOT NULL CHECK (kind IN ('id', 'external_id', 'email')), list_id integer NOT NULL,
  import_id integer NOT NULL DEFAULT 0, replaced_by integer`;

/**
 * A million rows, and as many entries of an index, took most of the time of an import, and of deleting its list. Identifiers of one
 * import share a row now, by the first bits of their hash: some thirty of a million, one where there are few.
 */
export const identifierBucketsSql = [
  // Whatever is written to it must be copied, too.
  'LOCK TABLE targeting.list_identifiers IN ACCESS EXCLUSIVE MODE',
  `CREATE TABLE targeting.identifier_buckets (${columns}, bucket smallint NOT NULL, identifiers text[] COLLATE "C" NOT NULL)`,
  `INSERT INTO targeting.identifier_buckets (kind, list_id, import_id, replaced_by, bucket, identifiers)
     SELECT kind, list_id, import_id, replaced_by, (hashtextextended(value, 0) >> 49)::smallint AS bucket, array_agg(DISTINCT value)
     FROM targeting.list_identifiers GROUP BY kind, list_id, import_id, replaced_by, bucket ORDER BY list_id, bucket`,
  // Serves: all that a list remembers, and whether it remembers a value.
  `CREATE INDEX identifier_buckets_value ON targeting.identifier_buckets (list_id, bucket)`,
  // There is no key by which a subscriber of the host's publications could tell its rows apart.
  `ALTER TABLE targeting.identifier_buckets REPLICA IDENTITY FULL`,
  `DROP TABLE targeting.list_identifiers`,
  `DROP FUNCTION IF EXISTS targeting."log targeting.list_identifiers"()`,
  // The identifiers by which customers were named, one a row.
  `CREATE VIEW targeting.list_identifiers AS SELECT b.kind, i.value, b.list_id, b.import_id, b.replaced_by, b.bucket
     FROM targeting.identifier_buckets b CROSS JOIN LATERAL unnest(b.identifiers) i(value)`,
];

/** Serves: all that a list remembers, whether it remembers identifiers of a kind, and whether it remembers a value. */
export const indexIdentifiersSql = (by: string): string[] => [
  'DROP INDEX targeting.identifier_buckets_value',
  `CREATE INDEX identifier_buckets_value ON targeting.identifier_buckets (${by})`,
];

export const singleIdentifiersSql = [
  'LOCK TABLE targeting.identifier_buckets IN ACCESS EXCLUSIVE MODE',
  `CREATE TABLE targeting.single_identifiers (value text COLLATE "C" NOT NULL, ${columns})`,
  `INSERT INTO targeting.single_identifiers (kind, value, list_id, import_id, replaced_by)
     SELECT kind, value, list_id, import_id, replaced_by FROM targeting.list_identifiers`,
  `DROP VIEW targeting.list_identifiers`,
  `DROP TABLE targeting.identifier_buckets`,
  `DROP FUNCTION IF EXISTS targeting."log targeting.identifier_buckets"()`,
  `ALTER TABLE targeting.single_identifiers RENAME TO list_identifiers`,
  `CREATE INDEX list_identifiers_value ON targeting.list_identifiers (list_id, hashtextextended(value, 0))`,
  `ALTER TABLE targeting.list_identifiers REPLICA IDENTITY FULL`,
];
