import { Injectable } from '@nestjs/common';
import { Raw } from 'typeorm';
import type { View } from '../host/consistent-read.js';
import { conflictWith } from '../http/problem.js';
import { ImportEntity } from '../lists/imports/import.entity.js';
import type { ReplacedLists } from '../lists/imports/replaced-lists.js';
import { ListEntity } from '../lists/list.entity.js';
import { AudienceEdits } from './audience-edits.js';
import { AudienceEntity } from './audience.entity.js';

/** Where a file goes in an audience. */
export type Use = ReplacedLists['use'];

/** The lists of an audience that stand where `use` says. */
export const listsOf = { include: 'includeLists', exclude: 'excludeLists' } as const;

/**
 * Lists that others have taken the place of in an audience. They stay as lists, since others may use them, and come back when the
 * import that took their place is undone.
 */
@Injectable()
export class AudienceReplacements {
  constructor(private readonly edits: AudienceEdits) {}

  /** Has the list of an import take the place of the older ones of the name, unless somebody has taken it out of the audience. */
  async replace(
    { id, listId }: Pick<ImportEntity, 'id' | 'listId'>,
    { audience, use, name, actor }: { audience: number; use: Use; name: string; actor: string | null },
    view: View,
  ): Promise<void> {
    const found = await view.manager.findOneBy(AudienceEntity, { id: audience });
    const before = found?.[listsOf[use]] ?? [];
    if (!found || !before.includes(listId)) return;
    const older = await olderNamesakes(before, listId, name, view);
    if (older.length === 0) return;
    const after = before.filter((each) => !older.includes(each));
    await this.edits.save(found, { [listsOf[use]]: after }, actor, view);
    const lists = before.map((each, at) => ({ id: each, at })).filter((list) => older.includes(list.id));
    await view.manager.update(ImportEntity, { id }, { replaced: { audience, use, lists } });
  }

  /**
   * Puts back what an import had replaced, now that it is undone. Where its list is not in the audience any more, that is
   * what somebody wanted; but if a later one has taken its place in turn, that has replaced what it had replaced, too.
   * @throws ProblemException 409 when one of the lists cannot come back
   */
  async putBack(
    { listId }: Pick<ImportEntity, 'listId'>,
    replaced: ReplacedLists,
    actor: string | null,
    view: View,
  ): Promise<void> {
    const { audience, use, lists } = replaced;
    const found = await view.manager.findOneBy(AudienceEntity, { id: audience });
    if (!found) return;
    const present = found[listsOf[use]];
    if (!present.includes(listId)) return handOn(listId, replaced, view);
    const missing = lists.filter(({ id }) => !present.includes(id));
    await refuseGone(
      missing.map(({ id }) => id),
      found,
      view,
    );
    const after = [...present];
    for (const { id, at } of missing) after.splice(at, 0, id);
    await this.edits.save(found, { [listsOf[use]]: after }, actor, view);
  }
}

async function olderNamesakes(
  ids: readonly number[],
  listId: number,
  name: string,
  { manager }: View,
): Promise<number[]> {
  const rows = await manager.query<{ id: number }[]>(
    'SELECT id FROM targeting.lists WHERE id = ANY($1::integer[]) AND id < $2 AND name = $3',
    [ids, listId, name],
  );
  return rows.map((row) => row.id);
}

/** The later import that has replaced the list gives back what the list had replaced, with it. */
async function handOn(listId: number, { audience, use, lists }: ReplacedLists, view: View): Promise<void> {
  const replacing = { audience, use, lists: [{ id: listId }] };
  const later = await view.manager.findBy(ImportEntity, {
    status: 'completed',
    replaced: Raw((column) => `${column} @> CAST(:replacing AS jsonb)`, {
      replacing: JSON.stringify(replacing),
    }),
  });
  for (const { id, replaced } of later) {
    const known = replaced!.lists.map((list) => list.id);
    const all = [...replaced!.lists, ...lists.filter((list) => !known.includes(list.id))];
    const inOrder = all.sort((one, other) => one.at - other.at);
    await view.manager.update(ImportEntity, { id }, { replaced: { audience, use, lists: inOrder } });
  }
}

/** Without one of them, whom it kept out would be let in. */
async function refuseGone(
  ids: number[],
  { name: audience }: AudienceEntity,
  { manager }: View,
): Promise<void> {
  for (const id of ids) {
    const list = await manager.findOneBy(ListEntity, { id });
    if (list && list.status !== 'archived') continue;
    const what = list ? `the list “${list.name}”, which is archived` : `a list that is deleted (${id})`;
    const advice = list ? 'Bring that back first' : 'If that is meant, take its own list out there first';
    throw conflictWith(
      `lists/${id}`,
      list ? 'archived' : 'missing',
      `This import took the place of ${what}, in the audience “${audience}”. ${advice}; then it can be undone.`,
    );
  }
}
