import { Injectable, type StreamableFile } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { daysOnlyWarnings } from '../checks/days-only.js';
import { SameSegments } from '../checks/same-segments.js';
import { segmentWarnings } from '../checks/segment-warnings.js';
import { CountingRead } from '../counting/counting-read.js';
import { orCurrent } from '../history/stale-edit.js';
import { ConsistentRead, type View } from '../host/consistent-read.js';
import { filterDefinitions } from '../http/definition-list.js';
import { findPage } from '../http/find-page.js';
import type { KeysetPage, MembersQuery } from '../http/page.dto.js';
import type { ImportCsvRequest, ImportResponse } from '../lists/imports/import.dto.js';
import type { MemberResponse } from '../targets/member.dto.js';
import { pageMembers } from '../targets/members.js';
import { MemberExport } from '../targets/export/member-export.js';
import { type Plan, planOf } from '../targets/plan.js';
import { TargetLoader } from '../targets/target-loader.js';
import { mapUsage, type UsageResponse } from '../usage/usage.dto.js';
import { UsageService } from '../usage/usage.service.js';
import {
  mapSegment,
  type SegmentCreateRequest,
  type SegmentDetailResponse,
  type SegmentListQuery,
  type SegmentPageResponse,
  type SegmentPreviewRequest,
  type SegmentPreviewResponse,
  type SegmentResponse,
  type SegmentRestoreRequest,
  type SegmentUpdateRequest,
} from './segment.dto.js';
import { type SegmentDefined, SegmentEntity } from './segment.entity.js';
import { SegmentEdits } from './segment-edits.js';
import { SegmentRules } from './segment-rules.js';
import { StaticSegments } from './static-segments.js';

const columns = {
  sortable: {
    id: 'segment.id',
    name: 'segment.name',
    segment_type: 'segment.segmentType',
    status: 'segment.status',
    customer_count: 'segment.customerCount',
    created_at: 'segment.createdAt',
    updated_at: 'segment.updatedAt',
  },
  searched: ['segment.name', 'segment.description'],
};

/** Saved segments. */
@Injectable()
export class SegmentsService {
  constructor(
    @InjectRepository(SegmentEntity) private readonly segments: Repository<SegmentEntity>,
    private readonly edits: SegmentEdits,
    private readonly read: ConsistentRead,
    private readonly counting: CountingRead,
    private readonly rules: SegmentRules,
    private readonly same: SameSegments,
    private readonly statics: StaticSegments,
    private readonly targets: TargetLoader,
    private readonly usage: UsageService,
    private readonly exports: MemberExport,
  ) {}

  list(query: SegmentListQuery): Promise<SegmentPageResponse> {
    return this.read.run(async (view) => {
      const builder = filterDefinitions(
        view.manager.createQueryBuilder(SegmentEntity, 'segment'),
        'segment',
        query,
      );
      if (query.segment_type) builder.andWhere('segment.segmentType = :type', { type: query.segment_type });
      const { rows, total } = await findPage(builder, query, columns);
      return { data: await this.described(rows, view), total };
    });
  }

  /** The segment, counted now, and its count noted for lists. What keeps it from being counted is named in `problems`. */
  async get(id: number, gone?: AbortSignal): Promise<SegmentDetailResponse> {
    const { segment, described, picked } = await this.read.run(async (view) => {
      const found = await this.targets.segment(id, view.manager);
      const [response] = await this.described([found], view);
      return { segment: found, described: response!, picked: await this.statics.picked(found, view) };
    });
    const { count, problems } = await this.counting.count(
      async (view) => view.counts.members({ plan: await this.plan(segment, view) }),
      gone,
    );
    const countedAt = new Date();
    await this.segments.update({ id, version: segment.version }, { customerCount: count, countedAt });
    const counted = { customer_count: count, counted_at: countedAt.toISOString() };
    return { ...described, ...counted, ...picked, problems };
  }

  async create(request: SegmentCreateRequest, actor: string | null): Promise<SegmentDetailResponse> {
    return this.get(await this.edits.create(request, actor));
  }

  /**
   * Changes what is given; the rest stays as it is.
   * @throws ProblemException 409 with `base` and `current` when the request's `version` is not the present one
   */
  async update(
    id: number,
    request: SegmentUpdateRequest,
    actor: string | null,
  ): Promise<SegmentDetailResponse> {
    await orCurrent(this.edits.update(id, request, actor), () => this.get(id));
    return this.get(id);
  }

  /** Makes a version what the segment is again. @throws ProblemException 404, or as an update with the same content */
  async restore(
    id: number,
    version: number,
    request: SegmentRestoreRequest,
    actor: string | null,
  ): Promise<SegmentDetailResponse> {
    await this.edits.restore(id, version, request, actor);
    return this.get(id);
  }

  remove(id: number, actor: string | null): Promise<void> {
    return this.edits.remove(id, actor);
  }

  /** A copy; its name says so. That of a draft is a draft, too. */
  async duplicate(id: number, actor: string | null): Promise<SegmentDetailResponse> {
    return this.get(await this.edits.duplicate(id, actor));
  }

  /** Counts a tree that need not be saved: the whole, each rule, and the running total of each group. */
  preview(
    { conditions, id, as_of }: SegmentPreviewRequest,
    gone?: AbortSignal,
  ): Promise<SegmentPreviewResponse> {
    const started = performance.now();
    return this.counting.run(
      async (view) => {
        const tree = await this.rules.read(conditions, view, id ?? undefined);
        const counted = await view.counts.rules(tree);
        const sample = await view.counts.sample({ plan: planOf({ kind: 'segment', rule: tree }) });
        const daysOnly = await daysOnlyWarnings(tree, view);
        const same = await this.same.warnings(tree, view, id);
        return {
          ...counted,
          as_of: new Date(view.moment.now).toISOString(),
          took_ms: Math.round(performance.now() - started),
          sample: sample.map(({ id: key, name, email }) => ({ id: key, name, email })),
          warnings: [...segmentWarnings(tree, counted, view.moment, daysOnly), ...same],
        };
      },
      { asOf: as_of, signal: gone },
    );
  }

  members(id: number, query: MembersQuery, gone?: AbortSignal): Promise<KeysetPage<MemberResponse>> {
    return this.counting.page(
      query,
      async (view) => {
        const plan = await this.plan(await this.targets.rulesOf(id, view), view);
        return pageMembers({ plan }, query, view);
      },
      gone,
    );
  }

  /** @throws ProblemException 404, or 422 when its rules are not valid any more */
  export(id: number, actor: string | null, asOf?: string, gone?: AbortSignal): Promise<StreamableFile> {
    return this.exports.file(
      {
        ...{ kind: 'segment', id, withSources: false, asOf, actor },
        define: async (view) => {
          const segment = await this.targets.segment(id, view.manager);
          return { name: segment.name, plan: await this.plan(segment, view) };
        },
      },
      gone,
    );
  }

  async importCsv(
    id: number,
    file: Express.Multer.File,
    request: ImportCsvRequest,
    actor: string | null,
  ): Promise<ImportResponse> {
    const segment = await this.targets.segment(id, this.segments.manager);
    return this.statics.importCsv(segment, file, request, actor);
  }

  async users(id: number): Promise<UsageResponse> {
    await this.targets.segment(id, this.segments.manager);
    return mapUsage(await this.usage.ofSegment(id));
  }

  /** With their rules in words, and how many use each. */
  private async described(segments: SegmentEntity[], view: View): Promise<SegmentResponse[]> {
    const summaries = await this.rules.summaries(segments, view);
    const ids = segments.map(({ id }) => id);
    const users = await this.usage.countOfSegments(ids, view.manager);
    return segments.map((segment, index) => mapSegment(segment, summaries[index]!, users.get(segment.id)!));
  }

  private async plan(segment: SegmentDefined, view: View): Promise<Plan> {
    const rule = await this.rules.ofSegment(segment, view);
    return planOf({ kind: 'segment', id: segment.id, name: segment.name, rule });
  }
}
