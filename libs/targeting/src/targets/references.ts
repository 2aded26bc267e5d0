import type { EntityManager } from 'typeorm';
import type { AudienceDefinition } from '../audiences/audience.entity.js';
import {
  type Catalogue,
  type ListDefinition,
  parseRule,
  type References,
  referencesOf,
  type Rule,
  RuleError,
  type SegmentDefinition,
} from '../rules/index.js';
import { askAgain } from '../host/connection.js';
import { type Unfinished, unfinishedSql } from '../lists/imports/unfinished.js';
import type { SegmentEntity } from '../segments/segment.entity.js';

interface Ids {
  segments: readonly number[];
  lists: readonly number[];
}

/** Ids that an audience names itself. */
export const idsOf = (audience: AudienceDefinition): Ids => ({
  segments: [...audience.includeSegments, ...audience.excludeSegments],
  lists: [...audience.includeLists, ...audience.excludeLists],
});

/** A list as it stands in the database. */
export interface LoadedList extends ListDefinition {
  readonly unfinished: Unfinished | null;
}

/** Whatever is referred to, with how the imports of the lists stand. */
export interface LoadedReferences extends References {
  readonly lists: ReadonlyMap<number, LoadedList>;
}

/** Loads every segment and list that is referred to, at any depth. */
export async function loadReferences(
  ids: Ids,
  catalogue: Catalogue,
  manager: EntityManager,
): Promise<LoadedReferences> {
  const segments = new Map<number, SegmentDefinition>();
  const listIds = new Set(ids.lists);
  const ofSegments = new Set<number>();
  let wanted = [...ids.segments];
  while (wanted.length > 0) {
    const rows = await askAgain<SegmentRow>(
      manager,
      `SELECT id, name, status, conditions, list_id FROM targeting.segments WHERE id = ANY($1::integer[])`,
      [wanted],
    );
    const found = rows.map((row) => ({ ...row, rule: ruleOf(row, catalogue) }));
    for (const { list_id } of rows) if (list_id !== null) ofSegments.add(list_id);
    for (const { id, name, status, rule } of found) segments.set(id, { id, name, status, rule });
    const next = found.flatMap(({ rule }) => (rule instanceof RuleError ? [] : [referencesOf(rule)]));
    for (const { lists } of next) for (const id of lists) listIds.add(id);
    wanted = [...new Set(next.flatMap((each) => each.segments))].filter((id) => !segments.has(id));
  }
  return { segments, lists: await loadLists([...listIds], [...ofSegments], manager) };
}

/** A segment as it is stored. */
export interface SegmentRow extends Pick<SegmentEntity, 'id' | 'name' | 'status' | 'conditions'> {
  list_id: number | null;
}

/** A stored tree is parsed each time it is used: what has become invalid since it was saved fails closed. */
export function ruleOf(
  { conditions, list_id }: Pick<SegmentRow, 'conditions' | 'list_id'>,
  catalogue: Catalogue,
): Rule | RuleError {
  if (list_id !== null) return { kind: 'list', id: list_id, negated: false, path: 'customers' };
  try {
    return parseRule(conditions, catalogue);
  } catch (error) {
    if (error instanceof RuleError) return error;
    throw error;
  }
}

/** The list behind a static segment is found for that segment only. */
async function loadLists(
  ids: readonly number[],
  ofSegments: readonly number[],
  manager: EntityManager,
): Promise<Map<number, LoadedList>> {
  if (ids.length === 0) return new Map();
  const rows = await askAgain<LoadedList>(
    manager,
    `SELECT id, name, status, ${unfinishedSql('l.id')} AS unfinished FROM targeting.lists l
       WHERE id = ANY($1::integer[]) AND (kind = 'list' OR id = ANY($2::integer[]))`,
    [ids, ofSegments],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
