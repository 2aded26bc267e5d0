import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import type { Definition } from '../history/definition.js';
import { DefinitionHistory, type Restoring } from '../history/definition-history.js';
import type { View } from '../host/consistent-read.js';
import { DefinitionWriter } from '../host/definition-writer.js';
import { nameOfCopy } from '../http/is-text.js';
import { refused } from '../http/problem.js';
import { readTests } from '../segment-tests/read-tests.js';
import type { SegmentTests } from '../segment-tests/segment-tests.js';
import { SegmentTestsService } from '../segment-tests/segment-tests.service.js';
import { TargetLoader } from '../targets/target-loader.js';
import { refuseInUse, UsageService } from '../usage/usage.service.js';
import type { SegmentCreateRequest, SegmentRestoreRequest, SegmentUpdateRequest } from './segment.dto.js';
import { SegmentEntity } from './segment.entity.js';
import { segmentDefinition } from './segment-definition.js';
import { SegmentRules } from './segment-rules.js';
import { StaticSegments } from './static-segments.js';

/** Changes of segments, each in one transaction together with its version and its entry of the log. */
@Injectable()
export class SegmentEdits {
  constructor(
    private readonly writer: DefinitionWriter,
    private readonly rules: SegmentRules,
    private readonly statics: StaticSegments,
    private readonly targets: TargetLoader,
    private readonly usage: UsageService,
    private readonly history: DefinitionHistory,
    private readonly tests: SegmentTestsService,
  ) {}

  /** @returns its id */
  create(request: SegmentCreateRequest, actor: string | null): Promise<number> {
    const segmentType = request.segment_type ?? 'dynamic';
    refuseOtherType(request, segmentType);
    return this.writer.run(async (view) => {
      const isStatic = segmentType === 'static';
      const saved = await view.manager.save(SegmentEntity, {
        name: request.name,
        description: request.description ?? '',
        status: request.status ?? 'active',
        segmentType,
        conditions: isStatic ? null : await this.validated(request.conditions, view),
        listId: isStatic ? await this.statics.create(request, actor, view) : null,
        tests: await readTests(request.tests, view),
        createdBy: actor,
        updatedBy: actor,
      });
      await this.history.record({ kind: 'segment', saved, after: await this.definition(saved, view) }, view);
      await this.tests.refuseFailing(saved, { force: request.force, actor }, view);
      return saved.id;
    });
  }

  /** @throws ProblemException 404, or as an update with the same content */
  async restore(
    id: number,
    version: number,
    { force }: SegmentRestoreRequest,
    actor: string | null,
  ): Promise<void> {
    const restoring = await this.history.restorable('segment', id, version);
    await this.update(id, { ...restoring.definition, force }, actor, restoring);
  }

  /** @throws StaleEdit 409 when the request is an edit of another version than the present one */
  update(
    id: number,
    request: SegmentUpdateRequest,
    actor: string | null,
    restoring?: Restoring,
  ): Promise<void> {
    return this.writer.run(async (view) => {
      const segment = await this.targets.segment(id, view.manager);
      await this.history.refuseStale('segment', segment, request.version, view);
      refuseOtherType(request, segment.segmentType);
      const before = await this.definition(segment, view);
      const changed = await this.changed(segment, request, view, restoring);
      const isReplaced = await this.statics.replace(segment, request, view, restoring?.definition);
      const after = await this.definition(changed, view);
      // Of customers that are too many to compare it is enough that they were given.
      if (isDeepStrictEqual(before, after) && !(isReplaced && !('customers' in after))) return;
      const saved = await view.manager.save(SegmentEntity, {
        ...changed,
        version: segment.version + 1,
        updatedBy: actor,
        updatedAt: new Date(),
      });
      await this.history.record({ kind: 'segment', saved, before, after, restoring }, view);
      await this.tests.refuseFailing(saved, { force: request.force, actor }, view);
    });
  }

  remove(id: number, actor: string | null): Promise<void> {
    return this.writer.run(async (view) => {
      const segment = await this.targets.segment(id, view.manager);
      await this.refuseInUse(segment, view);
      await view.manager.delete(SegmentEntity, { id });
      await this.statics.remove(segment, view);
      await this.history.recordDeleted('segment', segment, actor, view);
    });
  }

  /**
   * A copy, with the same tests, which it need not pass; its name says so. That of a draft is a draft, too. What an archived one refers to
   * may be gone.
   * @returns its id
   * @throws ProblemException 404, or 422 when its conditions are not valid any more
   */
  duplicate(id: number, actor: string | null): Promise<number> {
    return this.writer.run(async (view) => {
      const original = await this.targets.segment(id, view.manager);
      const { name, description, segmentType, conditions, tests, status } = original;
      const saved = await view.manager.save(SegmentEntity, {
        name: nameOfCopy(name),
        description,
        segmentType,
        conditions: segmentType === 'static' ? null : await this.validated(conditions, view),
        tests,
        listId: await this.statics.copy(original, actor, view),
        status: status === 'draft' ? 'draft' : 'active',
        createdBy: actor,
        updatedBy: actor,
      });
      const after = await this.definition(saved, view);
      const how = { action: 'duplicated', details: { of: { id, name } } };
      await this.history.record({ kind: 'segment', saved, after, ...how }, view);
      return saved.id;
    });
  }

  private async definition(segment: SegmentEntity, view: View): Promise<Definition> {
    return segmentDefinition(segment, await this.statics.picked(segment, view));
  }

  /** The segment with what a request changes of it. One that comes into use again is checked again. */
  private async changed(
    segment: SegmentEntity,
    request: SegmentUpdateRequest,
    view: View,
    restoring?: Restoring,
  ): Promise<SegmentEntity> {
    const { name, description, conditions = segment.conditions } = request;
    const status = request.status === undefined ? segment.status : (request.status ?? 'active');
    if (status === 'archived') await this.refuseInUse(segment, view);
    const changed: SegmentEntity = {
      ...segment,
      name: name ?? segment.name,
      description: description === undefined ? segment.description : (description ?? ''),
      status,
      ...(request.tests !== undefined && {
        tests: await readTests(request.tests, view, [segment.tests, testsOf(restoring)]),
      }),
    };
    if (segment.segmentType === 'static') return changed;
    const isChanged = !isDeepStrictEqual(conditions, segment.conditions);
    if (isChanged || status !== 'archived')
      changed.conditions = await this.validated(conditions, view, segment.id);
    return changed;
  }

  /** The tree as it was given, once it is known to be valid. */
  private async validated(conditions: object | null | undefined, view: View, id?: number): Promise<object> {
    if (!conditions) throw refused('conditions', 'required', 'A dynamic segment has conditions.');
    await this.rules.read(conditions, view, id);
    return conditions;
  }

  private async refuseInUse({ id, name }: SegmentEntity, { manager }: View): Promise<void> {
    refuseInUse(await this.usage.ofSegment(id, manager), `The segment “${name}”`);
  }
}

/** Customers of tests may have been deleted since the version. */
const testsOf = (restoring: Restoring | undefined) =>
  restoring?.definition['tests'] as SegmentTests | null | undefined;

/** A segment keeps its type, and has only what belongs to it. */
function refuseOtherType(
  request: Omit<SegmentUpdateRequest, 'version'>,
  type: SegmentEntity['segmentType'],
): void {
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
