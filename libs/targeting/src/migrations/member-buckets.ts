import type { KeyType } from '../rules/index.js';

/** The first bits of a key's hash, as they were taken when this was written. */
const bucketOf: Record<KeyType, string> = {
  integer: 'hashint8extended(customer_id, 0)',
  bigint: 'hashint8extended(customer_id, 0)',
  uuid: 'uuid_hash_extended(customer_id, 0)',
  text: 'hashtextextended(customer_id COLLATE "C", 0)',
};

/**
 * As with identifiers: a million rows, and as many entries of their index, took a third of the time of an import. The members
 * that one import has brought share a row now, by the first bits of their key's hash.
 */
export const memberBucketsSql = (key: KeyType): string[] => [
  // Whatever is written to it must be copied, too.
  'LOCK TABLE targeting.list_members IN ACCESS EXCLUSIVE MODE',
  `CREATE TABLE targeting.member_buckets (list_id integer NOT NULL, import_id integer NOT NULL DEFAULT 0, replaced_by integer,
     bucket smallint NOT NULL, customers ${key}[] NOT NULL)`,
  `INSERT INTO targeting.member_buckets (list_id, import_id, replaced_by, bucket, customers)
     SELECT list_id, import_id, replaced_by, (${bucketOf[key]} >> 49)::smallint AS bucket, array_agg(customer_id)
     FROM targeting.list_members GROUP BY list_id, import_id, replaced_by, bucket ORDER BY list_id, bucket`,
  // Serves: who is on a list, and whether a customer is.
  `CREATE INDEX member_buckets_key ON targeting.member_buckets (list_id, bucket)`,
  // There is no key by which a subscriber of the host's publications could tell its rows apart.
  `ALTER TABLE targeting.member_buckets REPLICA IDENTITY FULL`,
  `DROP TABLE targeting.list_members`,
  `DROP FUNCTION IF EXISTS targeting."log targeting.list_members"()`,
  // One row for each import (0: by hand, by key; -1: by hand, by e-mail address) that names the customer; it counts while no
  // later import has replaced it.
  `CREATE VIEW targeting.list_members AS SELECT b.list_id, m.customer_id, b.import_id, b.replaced_by, b.bucket
     FROM targeting.member_buckets b CROSS JOIN LATERAL unnest(b.customers) m(customer_id)`,
];

export const singleMembersSql = (key: KeyType): string[] => [
  'LOCK TABLE targeting.member_buckets IN ACCESS EXCLUSIVE MODE',
  `CREATE TABLE targeting.single_members (list_id integer NOT NULL, customer_id ${key} NOT NULL, import_id integer NOT NULL DEFAULT 0,
     replaced_by integer, PRIMARY KEY (list_id, customer_id, import_id))`,
  `INSERT INTO targeting.single_members SELECT list_id, customer_id, import_id, replaced_by FROM targeting.list_members
     ORDER BY replaced_by NULLS FIRST ON CONFLICT DO NOTHING`,
  `DROP VIEW targeting.list_members`,
  `DROP TABLE targeting.member_buckets`,
  `DROP FUNCTION IF EXISTS targeting."log targeting.member_buckets"()`,
  `ALTER TABLE targeting.single_members RENAME TO list_members`,
  `ALTER INDEX targeting.single_members_pkey RENAME TO list_members_pkey`,
];
