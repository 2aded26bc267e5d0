import { Injectable, type StreamableFile } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { isDeepStrictEqual } from 'node:util';
import { Repository } from 'typeorm';
import { CountingRead } from '../engine/counting-read.js';
import { ConsistentRead, type View } from '../host/consistent-read.js';
import { DefinitionWriter } from '../host/definition-writer.js';
import { filterDefinitions } from '../http/definition-list.js';
import { findPage } from '../http/find-page.js';
import type { KeysetPage, MembersQuery } from '../http/page.dto.js';
import { refused } from '../http/problem.js';
import type { ImportCsvRequest, ImportResponse } from '../lists/imports/import.dto.js';
import type { MemberResponse } from '../targets/member.dto.js';
import { pageMembers } from '../targets/members.js';
import { MemberExport } from '../targets/export/member-export.js';
import { type Plan, planOf } from '../targets/plan.js';
import { TargetLoader } from '../targets/target-loader.js';
import { mapUsage, type UsageResponse } from '../usage/usage.dto.js';
import { refuseInUse, UsageService } from '../usage/usage.service.js';
import {
  mapSegment,
  type SegmentCreateRequest,
  type SegmentDetailResponse,
  type SegmentListQuery,
  type SegmentPageResponse,
  type SegmentPreviewRequest,
  type SegmentPreviewResponse,
  type SegmentResponse,
  type SegmentUpdateRequest,
} from './segment.dto.js';
import { SegmentEntity } from './segment.entity.js';
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
    private readonly writer: DefinitionWriter,
    private readonly read: ConsistentRead,
    private readonly counting: CountingRead,
    private readonly rules: SegmentRules,
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
    const segmentType = request.segment_type ?? 'dynamic';
    refuseOtherType(request, segmentType);
    const id = await this.writer.run(async (view) => {
      const isStatic = segmentType === 'static';
      const saved = await view.manager.save(SegmentEntity, {
        name: request.name,
        description: request.description ?? '',
        status: request.status ?? 'active',
        segmentType,
        conditions: isStatic ? null : await this.validated(request.conditions, view),
        listId: isStatic ? await this.statics.create(request, actor, view) : null,
        createdBy: actor,
        updatedBy: actor,
      });
      return saved.id;
    });
    return this.get(id);
  }

  async update(
    id: number,
    request: SegmentUpdateRequest,
    actor: string | null,
  ): Promise<SegmentDetailResponse> {
    await this.writer.run(async (view) => {
      const before = await this.targets.segment(id, view.manager);
      refuseOtherType(request, before.segmentType);
      const status = request.status === undefined ? before.status : (request.status ?? 'active');
      if (status === 'archived') await this.refuseInUse(before, view);
      const changed = await this.changed(before, request, status, view);
      await view.manager.save(SegmentEntity, {
        ...before,
        ...changed,
        name: request.name ?? before.name,
        description: request.description === undefined ? before.description : (request.description ?? ''),
        status,
        updatedBy: actor,
        updatedAt: new Date(),
      });
    });
    return this.get(id);
  }

  async remove(id: number): Promise<void> {
    await this.writer.run(async (view) => {
      const segment = await this.targets.segment(id, view.manager);
      await this.refuseInUse(segment, view);
      await view.manager.delete(SegmentEntity, { id });
      await this.statics.remove(segment, view);
    });
  }

  /** A copy; its name says so. That of a draft is a draft, too. */
  async duplicate(id: number, actor: string | null): Promise<SegmentDetailResponse> {
    const copyId = await this.writer.run(async (view) => {
      const original = await this.targets.segment(id, view.manager);
      const { name, description, segmentType, conditions, status } = original;
      const copy = await view.manager.save(SegmentEntity, {
        name: `${name} (copy)`,
        description,
        segmentType,
        conditions,
        listId: await this.statics.copy(original, actor, view),
        status: status === 'draft' ? 'draft' : 'active',
        createdBy: actor,
        updatedBy: actor,
      });
      return copy.id;
    });
    return this.get(copyId);
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
        return {
          ...counted,
          as_of: new Date(view.moment.now).toISOString(),
          took_ms: Math.round(performance.now() - started),
          sample: sample.map(({ id: key, name, email }) => ({ id: key, name, email })),
        };
      },
      { asOf: as_of, signal: gone },
    );
  }

  members(id: number, query: MembersQuery, gone?: AbortSignal): Promise<KeysetPage<MemberResponse>> {
    return this.counting.page(
      query,
      async (view) => {
        const plan = await this.plan(await this.targets.segment(id, view.manager), view);
        return pageMembers({ plan }, query, view);
      },
      gone,
    );
  }

  /** @throws ProblemException 404, or 422 when its rules are not valid any more */
  export(id: number, asOf?: string, gone?: AbortSignal): Promise<StreamableFile> {
    return this.exports.file(
      {
        fileName: `segment-${id}`,
        withSources: false,
        asOf,
        define: async (view) => ({
          plan: await this.plan(await this.targets.segment(id, view.manager), view),
        }),
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

  private async plan(segment: SegmentEntity, view: View): Promise<Plan> {
    const rule = await this.rules.ofSegment(segment, view);
    return planOf({ kind: 'segment', id: segment.id, name: segment.name, rule });
  }

  /** The tree as it was given, once it is known to be valid. */
  private async validated(conditions: object | null | undefined, view: View, id?: number): Promise<object> {
    if (!conditions) throw refused('conditions', 'required', 'A dynamic segment has conditions.');
    await this.rules.read(conditions, view, id);
    return conditions;
  }

  /** What an update changes of the definition. A segment that comes into use again is checked again. */
  private async changed(
    before: SegmentEntity,
    request: SegmentUpdateRequest,
    status: SegmentEntity['status'],
    view: View,
  ): Promise<Partial<SegmentEntity>> {
    if (before.segmentType === 'static') {
      const replaced = await this.statics.replace(before, request, view);
      return replaced ? { version: before.version + 1 } : {};
    }
    const { conditions = before.conditions } = request;
    const isChanged = !isDeepStrictEqual(conditions, before.conditions);
    if (!isChanged && status === 'archived') return {};
    const validated = await this.validated(conditions, view, before.id);
    return isChanged ? { conditions: validated, version: before.version + 1 } : {};
  }

  private async refuseInUse({ id, name }: SegmentEntity, { manager }: View): Promise<void> {
    refuseInUse(await this.usage.ofSegment(id, manager), `The segment “${name}”`);
  }
}

/** A segment keeps its type, and has only what belongs to it. */
function refuseOtherType(request: SegmentUpdateRequest, type: SegmentEntity['segmentType']): void {
  if (request.segment_type && request.segment_type !== type)
    throw refused('segment_type', 'invalid', `This segment is ${type}; make a new one to change that.`);
  if (type === 'static' && request.conditions)
    throw refused(
      'conditions',
      'invalid',
      'A static segment is a fixed list of customers; it has no conditions.',
    );
  if (type === 'dynamic' && (request.customers || request.emails))
    throw refused(
      'customers',
      'invalid',
      'A dynamic segment follows its conditions; only a static one lists customers.',
    );
}
