import type { EntityManager } from 'typeorm';
import type { CampaignDirectory } from '../targeting.options.js';
import type { UserCounts } from './count-users.js';

/**
 * Counts for each of the lists the segments that name it, and the audiences and campaigns that it reaches through them at any
 * depth: for a whole page of lists at once.
 */
export async function countReached(
  ids: readonly number[],
  campaigns: CampaignDirectory | undefined,
  manager: EntityManager,
): Promise<Map<number, UserCounts>> {
  const { byList, bySegment } = await segmentsNaming(manager);
  const reached = new Map(ids.map((id) => [id, withThoseNaming(byList.get(id) ?? [], bySegment)]));
  const segmentIds = distinct([...reached.values()]);
  const audiences = {
    byList: await audiencesNaming('list', ids, manager),
    bySegment: await audiencesNaming('segment', segmentIds, manager),
  };
  const audiencesOf = (id: number) =>
    distinct([
      audiences.byList.get(id) ?? [],
      ...[...reached.get(id)!].map((segment) => audiences.bySegment.get(segment) ?? []),
    ]);
  const ofAudiences = new Map(ids.map((id) => [id, audiencesOf(id)]));
  const audienceIds = distinct([...ofAudiences.values()]);
  const using = {
    segments: segmentIds.length > 0 ? await campaigns?.using({ segmentIds }, manager) : undefined,
    audiences: audienceIds.length > 0 ? await campaigns?.using({ audienceIds }, manager) : undefined,
  };
  const campaignsOf = (kind: keyof typeof using, targets: Iterable<number>) =>
    [...targets].reduce((sum, target) => sum + (using[kind]?.get(target)?.length ?? 0), 0);
  return new Map(
    ids.map((id) => [
      id,
      {
        segments: byList.get(id)?.length ?? 0,
        audiences: ofAudiences.get(id)!.length,
        campaigns: campaignsOf('segments', reached.get(id)!) + campaignsOf('audiences', ofAudiences.get(id)!),
      },
    ]),
  );
}

const distinct = (groups: readonly Iterable<number>[]): number[] => [
  ...new Set(groups.flatMap((group) => [...group])),
];

/** These segments and those that refer to them, at any depth. */
function withThoseNaming(segments: readonly number[], bySegment: ReadonlyMap<unknown, number[]>) {
  const reached = new Set(segments);
  // What is added on the way is come to as well.
  for (const segment of reached) for (const by of bySegment.get(segment) ?? []) reached.add(by);
  return reached;
}

/**
 * The segments that name each list and each segment. Rules that are not valid any more may name what is no id. Of rows with
 * arrays: for one row for each name PostgreSQL would expect so many that it compiled the statement, which takes longer than to run it.
 */
async function segmentsNaming(manager: EntityManager) {
  const rows = await manager.query<{ id: number; lists: unknown[]; segments: unknown[] }[]>(
    `SELECT id, jsonb_path_query_array(conditions, '$.**.list') AS lists, jsonb_path_query_array(conditions, '$.**.segment') AS segments
     FROM targeting.segments
     WHERE status <> 'archived' AND jsonb_path_exists(conditions, '$.** ? (exists (@.list) || exists (@.segment))')`,
  );
  const by = (named: (row: (typeof rows)[number]) => unknown[]) => {
    const found = new Map<unknown, number[]>();
    for (const row of rows)
      for (const name of new Set(named(row))) found.set(name, [...(found.get(name) ?? []), row.id]);
    return found;
  };
  return { byList: by(({ lists }) => lists), bySegment: by(({ segments }) => segments) };
}

/** The audiences that include or exclude each of the lists or segments. */
async function audiencesNaming(
  kind: 'segment' | 'list',
  ids: readonly number[],
  manager: EntityManager,
): Promise<Map<number, number[]>> {
  if (ids.length === 0) return new Map();
  const rows = await manager.query<{ id: number; audiences: number[] }[]>(
    `SELECT wanted.id, array_agg(DISTINCT a.id) AS audiences
     FROM targeting.audiences a, jsonb_array_elements(a.include_${kind}s || a.exclude_${kind}s) named(id),
       unnest($1::integer[]) wanted(id)
     WHERE a.status <> 'archived' AND named.id = to_jsonb(wanted.id) GROUP BY wanted.id`,
    [ids],
  );
  return new Map(rows.map(({ id, audiences }) => [id, audiences]));
}
