import type { KeyType } from '../rules/index.js';
import { bucketOf, bucketOfKey } from '../rules/list-membership.js';

/**
 * SQL that puts customers on lists.
 * @param rows SQL of rows `r` with a `key`; one twice does no harm
 * @param type of the keys
 * @param to SQL of the list's id, of what brings them in, and of the import that has replaced that; it may be of columns of `r`
 */
export const enlistSql = (
  rows: string,
  type: KeyType,
  {
    listId,
    importId,
    replacedBy = 'NULL::integer',
  }: { listId: string; importId: string; replacedBy?: string },
): string =>
  `INSERT INTO targeting.member_buckets (list_id, import_id, replaced_by, bucket, customers)
   SELECT list_id, import_id, replaced_by, bucket, array_agg(key)
   FROM (SELECT ${listId} AS list_id, ${importId} AS import_id, ${replacedBy} AS replaced_by, ${bucketOfKey('r.key', type)} AS bucket, r.key
     FROM (${rows}) r) member
   GROUP BY list_id, import_id, replaced_by, bucket ORDER BY list_id, bucket`;

/**
 * SQL that has a list remember identifiers.
 * @param rows SQL of rows `kind, value`, each once
 * @param listId SQL of the list's id
 * @param importId SQL of what named them
 */
export const rememberSql = (rows: string, listId: string, importId: string): string =>
  `INSERT INTO targeting.identifier_buckets (list_id, import_id, kind, bucket, identifiers)
   SELECT ${listId}, ${importId}, r.kind, ${bucketOf('r.value')} AS bucket, array_agg(r.value)
   FROM (${rows}) r GROUP BY r.kind, bucket ORDER BY bucket`;

/** The tables of what an import, or somebody by hand, has put on a list: `list_id`, `import_id`, `replaced_by`. */
export const entryTables = ['member_buckets', 'identifier_buckets'] as const;
