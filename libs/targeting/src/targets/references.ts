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
import type { View } from '../host/consistent-read.js';
import { known } from '../host/known-definitions.js';
import { queryPrepared } from '../host/prepared.js';
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
  readonly kind: 'list' | 'segment';
  /** The static segment whose customers it holds: the list has its name, whatever that was when the list was made. */
  readonly segmentId?: number;
  readonly unfinished: Unfinished | null;
}

/** Whatever is referred to, with how the imports of the lists stand. */
export interface LoadedReferences extends References {
  readonly lists: ReadonlyMap<number, LoadedList>;
}

/** Loads every segment and list that is referred to, at any depth. */
export const loadReferences = ({ segments, lists }: Ids, view: View): Promise<LoadedReferences> =>
  known(view, `references: ${segments.join()}; ${lists.join()}`, () => loadDeep({ segments, lists }, view));

/** Level by level, each in one statement. */
async function loadDeep(ids: Ids, { catalogue, manager }: View): Promise<LoadedReferences> {
  const segments = new Map<number, SegmentDefinition>();
  const lists = new Map<number, LoadedList>();
  const ofSegments = new Map<number, { segmentId: number; name: string }>();
  const asked = { segments: new Set<number>(), lists: new Set<number>() };
  let wanted = ids;
  while (wanted.segments.length + wanted.lists.length > 0) {
    for (const kind of ['segments', 'lists'] as const) for (const id of wanted[kind]) asked[kind].add(id);
    const rules: Rule[] = [];
    for (const row of await load(wanted, manager)) {
      const { id, name, status, list_id, list } = row;
      if (list) {
        lists.set(id, { id, name, status, ...list });
        continue;
      }
      if (list_id !== null) ofSegments.set(list_id, { segmentId: id, name });
      const rule = ruleOf(row, catalogue);
      segments.set(id, { id, name, status, rule });
      if (!(rule instanceof RuleError)) rules.push(rule);
    }
    const next = rules.map((rule) => referencesOf(rule));
    const unknown = (kind: 'segments' | 'lists') =>
      [...new Set(next.flatMap((each) => each[kind]))].filter((id) => !asked[kind].has(id));
    wanted = { segments: unknown('segments'), lists: unknown('lists') };
  }
  // The list behind a static segment is found for that segment only.
  for (const [id, list] of lists) {
    if (list.kind === 'list') continue;
    const segment = ofSegments.get(id);
    if (segment) lists.set(id, { ...list, ...segment });
    else lists.delete(id);
  }
  return { segments, lists };
}

interface Row extends SegmentRow {
  /** Of a list; else it is a segment. */
  list: Pick<LoadedList, 'kind' | 'unfinished'> | null;
}

const load = ({ segments, lists }: Ids, manager: EntityManager): Promise<Row[]> =>
  queryPrepared<Row>(
    manager,
    `SELECT id, name, status, conditions, list_id, NULL AS list FROM targeting.segments WHERE id = ANY($1::integer[])
     UNION ALL
     SELECT id, name, status, NULL, NULL, json_build_object('kind', kind, 'unfinished', ${unfinishedSql('l.id')})
       FROM targeting.lists l WHERE id = ANY($2::integer[])`,
    [segments, lists],
  );

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
