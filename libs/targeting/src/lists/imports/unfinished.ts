/**
 * Why a list does not hold yet whom it should: an import into it runs, or has failed and is neither undone nor made up for by another that was
 * begun since.
 */
export type Unfinished = 'running' | 'failed';

/** SQL: that state of the list whose id is given, or NULL. */
export const unfinishedSql = (listId: string): string =>
  `(SELECT CASE WHEN bool_or(i.status = 'running') THEN 'running'
     WHEN max(coalesce(i.finished_at, i.created_at)) FILTER (WHERE i.status = 'failed')
       >= coalesce(max(i.created_at) FILTER (WHERE i.status = 'completed'), '-infinity') THEN 'failed' END
     FROM targeting.imports i WHERE i.list_id = ${listId})`;

/** What is wrong with such a list, and what to do about it. */
export const unfinishedInWords = (list: string, state: Unfinished): string =>
  state === 'running'
    ? `“${list}” is still being imported. Wait until that has ended.`
    : `An import into “${list}” has failed. Import its file again, undo that import, or take the list out of the audience.`;
