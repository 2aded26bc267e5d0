import { Inject, Injectable, type StreamableFile } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { CountingRead } from '../counting/counting-read.js';
import { orCurrent } from '../history/stale-edit.js';
import { ConsistentRead } from '../host/consistent-read.js';
import { filterDefinitions } from '../http/definition-list.js';
import { findPage } from '../http/find-page.js';
import type { KeysetPage, MembersQuery } from '../http/page.dto.js';
import type { MemberResponse } from '../targets/member.dto.js';
import { pageMembers } from '../targets/members.js';
import { MemberExport } from '../targets/export/member-export.js';
import { PreviewService } from '../counting/preview.service.js';
import { TargetLoader } from '../targets/target-loader.js';
import { TARGETING_OPTIONS } from '../targeting.module-definition.js';
import type { TargetingOptions } from '../targeting.options.js';
import { mapUsage, type UsageResponse } from '../usage/usage.dto.js';
import { UsageService } from '../usage/usage.service.js';
import { AudienceEdits } from './audience-edits.js';
import { AudienceDrafts } from './audience-drafts.js';
import {
  type AudienceCreateRequest,
  type AudienceDetailResponse,
  type AudienceListQuery,
  type AudiencePageResponse,
  type AudiencePreviewRequest,
  type AudiencePreviewResponse,
  type AudienceUpdateRequest,
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
    private readonly edits: AudienceEdits,
    private readonly read: ConsistentRead,
    private readonly counting: CountingRead,
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
    return this.get(await this.edits.create(request, actor));
  }

  /**
   * Changes what is given; the rest stays as it is.
   * @throws ProblemException 409 with `base` and `current` when the request's `version` is not the present one
   */
  async update(
    id: number,
    request: AudienceUpdateRequest,
    actor: string | null,
  ): Promise<AudienceDetailResponse> {
    await orCurrent(this.edits.update(id, request, actor), () => this.get(id));
    return this.get(id);
  }

  /** Makes the audience what it was in a version. @throws ProblemException 404, or as an update with the same content */
  async restore(id: number, version: number, actor: string | null): Promise<AudienceDetailResponse> {
    await this.edits.restore(id, version, actor);
    return this.get(id);
  }

  remove(id: number, actor: string | null): Promise<void> {
    return this.edits.remove(id, actor);
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
  export(id: number, actor: string | null, asOf?: string, gone?: AbortSignal): Promise<StreamableFile> {
    return this.exports.file(
      {
        ...{ kind: 'audience', id, withSources: true, asOf, actor },
        define: async (view) => {
          const audience = await this.targets.audience(id, view.manager);
          const campaignId = await this.previews.campaignOf(id, view);
          return { name: audience.name, plan: await this.targets.plan(audience, view), campaignId };
        },
      },
      gone,
    );
  }

  async users(id: number): Promise<UsageResponse> {
    await this.targets.audience(id, this.audiences.manager);
    return mapUsage(await this.usage.ofAudience(id));
  }
}
