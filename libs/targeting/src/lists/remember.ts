import { bucketOf } from '../rules/list-membership.js';

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
export const entryTables = ['list_members', 'identifier_buckets'] as const;
