import { Inject, Injectable, type StreamableFile } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { isDeepStrictEqual } from 'node:util';
import { Repository } from 'typeorm';
import { CountingRead } from '../engine/counting-read.js';
import { DefinitionWriter } from '../host/definition-writer.js';
import { ConsistentRead, type View } from '../host/consistent-read.js';
import { filterDefinitions } from '../http/definition-list.js';
import { findPage } from '../http/find-page.js';
import type { KeysetPage, MembersQuery } from '../http/page.dto.js';
import type { MemberResponse } from '../targets/member.dto.js';
import { pageMembers } from '../targets/members.js';
import { MemberExport } from '../targets/export/member-export.js';
import { PreviewService } from '../targets/preview.service.js';
import { TargetLoader } from '../targets/target-loader.js';
import { TARGETING_OPTIONS } from '../targeting.module-definition.js';
import type { TargetingOptions } from '../targeting.options.js';
import { mapUsage, type UsageResponse } from '../usage/usage.dto.js';
import { refuseInUse, UsageService } from '../usage/usage.service.js';
import { AudienceChecker } from './audience-checker.js';
import { AudienceDrafts } from './audience-drafts.js';
import {
  type AudienceCreateRequest,
  type AudienceDetailResponse,
  type AudienceListQuery,
  type AudiencePageResponse,
  type AudiencePreviewRequest,
  type AudiencePreviewResponse,
  type AudienceUpdateRequest,
  definitionOf,
  mapAudience,
} from './audience.dto.js';
import { AudienceEntity } from './audience.entity.js';

const columns = {
  sortable: {
    id: 'audience.id',
    name: 'audience.name',
    status: 'audience.status',
    customer_count: 'audience.customerCount',
    created_at: 'audience.createdAt',
    updated_at: 'audience.updatedAt',
  },
  searched: ['audience.name', 'audience.description'],
};

/** As `audienceType` of the DTO. */
const audienceTypeSql = `CASE concat(
  CASE WHEN audience.includeSegments <> '[]' THEN 's' END,
  CASE WHEN audience.includeLists <> '[]' THEN 'l' END,
  CASE WHEN audience.includeCustomers <> '[]' THEN 'm' END)
  WHEN '' THEN 'all' WHEN 's' THEN 'segment' WHEN 'l' THEN 'list' WHEN 'm' THEN 'manual' ELSE 'combined' END`;

/** Saved audiences. */
@Injectable()
export class AudiencesService {
  constructor(
    @Inject(TARGETING_OPTIONS) private readonly options: TargetingOptions,
    @InjectRepository(AudienceEntity) private readonly audiences: Repository<AudienceEntity>,
    private readonly writer: DefinitionWriter,
    private readonly read: ConsistentRead,
    private readonly counting: CountingRead,
    private readonly checker: AudienceChecker,
    private readonly drafts: AudienceDrafts,
    private readonly targets: TargetLoader,
    private readonly previews: PreviewService,
    private readonly usage: UsageService,
    private readonly exports: MemberExport,
  ) {}

  async list(query: AudienceListQuery): Promise<AudiencePageResponse> {
    const builder = filterDefinitions(this.audiences.createQueryBuilder('audience'), 'audience', query);
    if (query.audience_type) builder.andWhere(`${audienceTypeSql} = :type`, { type: query.audience_type });
    const { rows, total } = await findPage(builder, query, columns);
    const ids = rows.map(({ id }) => id);
    const campaigns = await this.options.campaigns?.newestOf(ids, this.audiences.manager);
    return { data: rows.map((row) => mapAudience(row, campaigns?.get(row.id)?.id ?? null)), total };
  }

  /** The audience, counted now, and its count noted for lists. What keeps it from being counted is named in `problems`. */
  async get(id: number, gone?: AbortSignal): Promise<AudienceDetailResponse> {
    const { manager } = this.audiences;
    const audience = await this.targets.audience(id, manager);
    const campaigns = await this.options.campaigns?.newestOf([id], manager);
    const campaignId = campaigns?.get(id)?.id ?? null;
    const { count, problems } = await this.counting.count(async (view) => {
      const plan = await this.targets.plan(audience, view);
      return view.counts.members({ plan, campaignId: campaignId?.toString() });
    }, gone);
    const counted = { customerCount: count, countedAt: new Date() };
    await this.audiences.update({ id, version: audience.version }, counted);
    return { ...mapAudience({ ...audience, ...counted }, campaignId), problems };
  }

  async create(request: AudienceCreateRequest, actor: string | null): Promise<AudienceDetailResponse> {
    const definition = definitionOf(request);
    const id = await this.writer.run(async (view) => {
      await this.checker.check(definition, view);
      const saved = await view.manager.save(AudienceEntity, {
        name: request.name,
        description: request.description ?? '',
        status: request.status ?? 'active',
        ...definition,
        createdBy: actor,
        updatedBy: actor,
      });
      return saved.id;
    });
    return this.get(id);
  }

  async update(
    id: number,
    request: AudienceUpdateRequest,
    actor: string | null,
  ): Promise<AudienceDetailResponse> {
    await this.writer.run(async (view) => {
      const before = await this.targets.audience(id, view.manager);
      const definition = definitionOf(request, before);
      const status = request.status === undefined ? before.status : (request.status ?? 'active');
      const isChanged = !isDeepStrictEqual(definition, definitionOf({}, before));
      if (status === 'archived') await this.refuseInUse(before, view);
      if (isChanged || status !== 'archived') await this.checker.check(definition, view, before);
      await view.manager.save(AudienceEntity, {
        ...before,
        ...definition,
        name: request.name ?? before.name,
        description: request.description === undefined ? before.description : (request.description ?? ''),
        status,
        version: before.version + (isChanged ? 1 : 0),
        updatedBy: actor,
        updatedAt: new Date(),
      });
    });
    return this.get(id);
  }

  async remove(id: number): Promise<void> {
    await this.writer.run(async (view) => {
      const audience = await this.targets.audience(id, view.manager);
      await this.refuseInUse(audience, view);
      await view.manager.delete(AudienceEntity, { id });
    });
  }

  /** Previews an audience that need not be saved. */
  preview(request: AudiencePreviewRequest, gone?: AbortSignal): Promise<AudiencePreviewResponse> {
    return this.previews.of((view) => this.drafts.read(request, view), { asOf: request.as_of, signal: gone });
  }

  members(id: number, query: MembersQuery, gone?: AbortSignal): Promise<KeysetPage<MemberResponse>> {
    return this.counting.page(
      query,
      async (view) => {
        const audience = await this.targets.audience(id, view.manager);
        const campaignId = await this.previews.campaignOf(id, view);
        return pageMembers({ plan: await this.targets.plan(audience, view), campaignId }, query, view);
      },
      gone,
    );
  }

  /** @throws ProblemException 404, or 422 when something it refers to is missing */
  export(id: number, asOf?: string, gone?: AbortSignal): Promise<StreamableFile> {
    return this.exports.file(
      {
        fileName: `audience-${id}`,
        withSources: true,
        asOf,
        define: async (view) => {
          const audience = await this.targets.audience(id, view.manager);
          const campaignId = await this.previews.campaignOf(id, view);
          return { plan: await this.targets.plan(audience, view), campaignId };
        },
      },
      gone,
    );
  }

  async users(id: number): Promise<UsageResponse> {
    await this.targets.audience(id, this.audiences.manager);
    return mapUsage(await this.usage.ofAudience(id));
  }

  private async refuseInUse({ id, name }: AudienceEntity, { manager }: View): Promise<void> {
    refuseInUse(await this.usage.ofAudience(id, manager), `The audience “${name}”`);
  }
}
