/**
 * How the newest import of a list stands, but for those that are undone, if it has not come to its end: then the list does not
 * hold yet whom it should.
 */
export type Unfinished = 'running' | 'failed';

/** SQL: that state of the list whose id is given, or NULL. */
export const unfinishedSql = (listId: string): string =>
  `(SELECT CASE WHEN i.status IN ('running', 'failed') THEN i.status END FROM targeting.imports i
     WHERE i.list_id = ${listId} AND i.status <> 'undone' ORDER BY i.id DESC LIMIT 1)`;

/** What is wrong with such a list, and what to do about it. */
export const unfinishedInWords = (list: string, state: Unfinished): string =>
  state === 'running'
    ? `“${list}” is still being imported. Wait until that has ended.`
    : `The last import into “${list}” has failed. Import its file again, undo that import, or take the list out of the audience.`;
