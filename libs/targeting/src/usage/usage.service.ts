import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { conflict } from '../http/problem.js';
import { TARGETING_OPTIONS } from '../targeting.module-definition.js';
import type { TargetingOptions } from '../targeting.options.js';
import { asksField, type AskedField } from './asks-field.js';
import { countReached } from './count-reached.js';
import { countUsers, type UserCounts } from './count-users.js';
import { segmentsDependingOn } from './depending.js';

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
      ...(await segmentsNamingList(id, manager)),
      ...(await audiencesNaming(['include_lists', 'exclude_lists'], [id], manager)),
    ];
  }

  /** The same, with the audiences and campaigns that a list reaches through segments, at any depth. */
  async reachedByList(id: number, manager = this.dataSource.manager): Promise<User[]> {
    const audiences = await audiencesNaming(['include_lists', 'exclude_lists'], [id], manager);
    return this.reachedBy(await segmentsNamingList(id, manager), audiences, manager);
  }

  /** Segments whose rules ask a field, and the audiences and campaigns that use one of them, at any depth. */
  async reachedByField(field: AskedField, manager = this.dataSource.manager): Promise<User[]> {
    const segments = await manager.query<(User & { conditions: unknown })[]>(
      `SELECT 'segment' AS kind, id, name, conditions FROM targeting.segments
         WHERE status <> 'archived' AND conditions IS NOT NULL ORDER BY id`,
    );
    const asking = segments.filter(({ conditions }) => asksField(conditions, field));
    return this.reachedBy(asking, [], manager);
  }

  /** Everything that has other customers when these segments have. */
  async dependingOn(
    ids: readonly number[],
    manager = this.dataSource.manager,
  ): Promise<{ segments: User[]; audiences: User[] }> {
    const segments = await segmentsDependingOn(ids, manager);
    const audiences = await audiencesNaming(
      ['include_segments', 'exclude_segments'],
      [...ids, ...segments.map(({ id }) => id)],
      manager,
    );
    return { segments: segments.map((segment) => ({ kind: 'segment', ...segment })), audiences };
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
    const counts = await countUsers(ids, manager);
    for (const [id, count] of counts) count.campaigns = campaigns?.get(id)?.length ?? 0;
    return counts;
  }

  /** How many each of the lists reaches, as `reachedByList` names them: for a whole page of them at once. */
  countOfLists(ids: number[], manager = this.dataSource.manager): Promise<Map<number, UserCounts>> {
    return countReached(ids, this.options.campaigns, manager);
  }

  /** @param segments that use something themselves. @param audiences that do */
  private async reachedBy(segments: User[], audiences: User[], manager: EntityManager): Promise<User[]> {
    const ids = segments.map(({ id }) => id as number);
    const depending = await this.dependingOn(ids, manager);
    const byId = new Map([...audiences, ...depending.audiences].map((audience) => [audience.id, audience]));
    const segmentIds = [...ids, ...depending.segments.map(({ id }) => id as number)];
    const audienceIds = [...byId.keys()] as number[];
    return [
      ...segments,
      ...[...byId.values()].sort((a, b) => Number(a.id) - Number(b.id)),
      ...(await this.campaigns({ segmentIds }, manager)),
      ...(await this.campaigns({ audienceIds }, manager)),
    ];
  }

  private async campaigns(
    targets: { segmentIds: number[] } | { audienceIds: number[] },
    manager: EntityManager,
  ): Promise<User[]> {
    const using = await this.options.campaigns?.using(targets, manager);
    return [...(using?.values() ?? [])].flat().map(({ id, name }) => ({ kind: 'campaign', id, name }));
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

const segmentsNamingList = (id: number, manager: EntityManager): Promise<User[]> =>
  segmentsWhere(`jsonb_path_exists(conditions, '$.**.list ? (@ == $id)', $1)`, { id }, manager);

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
