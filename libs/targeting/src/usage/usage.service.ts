import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { conflict } from '../http/problem.js';
import { TARGETING_OPTIONS } from '../targeting.module-definition.js';
import type { TargetingOptions } from '../targeting.options.js';
import { countUsers, type UserCounts } from './count-users.js';

/** Something that uses a segment, an audience, a list or a campaign. */
export interface User {
  kind: 'segment' | 'audience' | 'campaign';
  id: number | string;
  name: string;
}

/** Who uses what. Drafts count; what is archived, and campaigns already sent, do not. */
@Injectable()
export class UsageService {
  constructor(
    @Inject(TARGETING_OPTIONS) private readonly options: TargetingOptions,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  async ofSegment(id: number, manager = this.dataSource.manager): Promise<User[]> {
    return [
      ...(await segmentsWhere(
        `jsonb_path_exists(conditions, '$.**.segment ? (@ == $id)', $1)`,
        { id },
        manager,
      )),
      ...(await audiencesNaming(['include_segments', 'exclude_segments'], [id], manager)),
      ...(await this.campaigns({ segmentIds: [id] }, manager)),
    ];
  }

  async ofAudience(id: number, manager = this.dataSource.manager): Promise<User[]> {
    return this.campaigns({ audienceIds: [id] }, manager);
  }

  async ofList(id: number, manager = this.dataSource.manager): Promise<User[]> {
    return [
      ...(await segmentsWhere(
        `jsonb_path_exists(conditions, '$.**.list ? (@ == $id)', $1)`,
        { id },
        manager,
      )),
      ...(await audiencesNaming(['include_lists', 'exclude_lists'], [id], manager)),
    ];
  }

  /** Segments and audiences whose rules name a campaign of the host. */
  async ofCampaign(id: number | string, manager = this.dataSource.manager): Promise<User[]> {
    const forms = [String(id), ...(String(Number(id)) === String(id) ? [Number(id)] : [])];
    const path = `'$.**.contacted.campaigns[*] ? (@ == $text || @ == $number)'`;
    return [
      ...(await segmentsWhere(
        `jsonb_path_exists(conditions, ${path}, $1)`,
        { text: String(id), number: forms[1] ?? null },
        manager,
      )),
      ...(await audiencesNaming(['exclude_contacted_in_campaigns'], forms, manager)),
    ];
  }

  /** How many use each of the segments: for a whole page of them at once. */
  async countOfSegments(ids: number[], manager = this.dataSource.manager): Promise<Map<number, UserCounts>> {
    const campaigns = await this.options.campaigns?.using({ segmentIds: ids }, manager);
    const counts = await countUsers('segment', ids, manager);
    for (const [id, count] of counts) count.campaigns = campaigns?.get(id)?.length ?? 0;
    return counts;
  }

  /** How many use each of the lists. */
  countOfLists(ids: number[], manager = this.dataSource.manager): Promise<Map<number, UserCounts>> {
    return countUsers('list', ids, manager);
  }

  private async campaigns(
    target: { segmentIds: [number] } | { audienceIds: [number] },
    manager: EntityManager,
  ): Promise<User[]> {
    const [found = []] = (await this.options.campaigns?.using(target, manager))?.values() ?? [];
    return found.map(({ id, name }) => ({ kind: 'campaign', id, name }));
  }
}

/** @throws ProblemException 409 when there are users, with their names */
export function refuseInUse(users: readonly User[], what: string): void {
  if (users.length === 0) return;
  throw conflict(
    `${what} is used by ${users.map(({ kind, name }) => `${kind} “${name}”`).join(', ')}. Remove it there first.`,
    users.map(({ kind, id, name }) => ({
      path: `${kind}s/${id}`,
      code: 'in_use',
      message: `Used by the ${kind} “${name}”.`,
    })),
  );
}

const segmentsWhere = (condition: string, variables: object, manager: EntityManager): Promise<User[]> =>
  manager.query<User[]>(
    `SELECT 'segment' AS kind, id, name FROM targeting.segments WHERE status <> 'archived' AND ${condition} ORDER BY id`,
    [JSON.stringify(variables)],
  );

/** Audiences that have one of the values in one of the columns. */
const audiencesNaming = (
  columns: readonly string[],
  values: readonly unknown[],
  manager: EntityManager,
): Promise<User[]> =>
  manager.query<User[]>(
    `SELECT 'audience' AS kind, id, name FROM targeting.audiences WHERE status <> 'archived'
       AND EXISTS (SELECT 1 FROM jsonb_array_elements($1::jsonb) v(value)
                   WHERE ${columns.map((column) => `${column} @> v.value`).join(' OR ')}) ORDER BY id`,
    [JSON.stringify(values)],
  );
