import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, Not } from 'typeorm';
import { CountingRead, type CountingView } from '../counting/counting-read.js';
import { AuditLog } from '../history/audit-log.js';
import { ConsistentRead, type View } from '../host/consistent-read.js';
import { type Fault, ProblemException, unprocessable } from '../http/problem.js';
import { type Rule, RuleError } from '../rules/index.js';
import { SegmentEntity } from '../segments/segment.entity.js';
import { SegmentRules } from '../segments/segment-rules.js';
import { SqlCounts } from '../targets/counts.js';
import { TargetLoader } from '../targets/target-loader.js';
import { runTests } from './run-tests.js';
import type {
  FailingSegmentsResponse,
  TestResultResponse,
  TestResultsResponse,
} from './segment-tests.dto.js';

/** How a segment is saved. */
export interface Saving {
  /** Saved even when tests fail, which is logged. */
  force?: boolean | null | undefined;
  actor: string | null;
}

/** Whether segments are what their tests say. */
@Injectable()
export class SegmentTestsService {
  constructor(
    private readonly counting: CountingRead,
    private readonly read: ConsistentRead,
    private readonly rules: SegmentRules,
    private readonly targets: TargetLoader,
    private readonly audit: AuditLog,
  ) {}

  /** Checks a segment now. @throws ProblemException 404 */
  of(id: number, signal?: AbortSignal): Promise<TestResultsResponse> {
    return this.counting.run(
      async (view) => {
        const segment = await this.targets.segment(id, view.manager);
        const [results] = await this.results([segment], [await this.ruleOf(segment, view)], view);
        return {
          passed: results!.every(({ passed }) => passed),
          checked_at: new Date(view.moment.now).toISOString(),
          results: results!,
        };
      },
      { signal },
    );
  }

  /** Segments that are not archived and fail now, all checked at one instant. */
  failing(signal?: AbortSignal): Promise<FailingSegmentsResponse> {
    return this.counting.run(
      async (view) => {
        const segments = await view.manager.find(SegmentEntity, {
          where: { tests: Not(IsNull()), status: Not('archived') },
          order: { id: 'ASC' },
        });
        const ids = segments.map(({ id }) => id);
        const rules = await this.rules.referring(ids, () => 'conditions', view);
        const results = await this.results(
          segments,
          rules.map((rule) => (rule instanceof RuleError ? [...rule.faults] : rule)),
          view,
        );
        const data = segments.map(({ id, name }, index) => ({
          id,
          name,
          results: results[index]!.filter(({ passed }) => !passed),
        }));
        return { data: data.filter((segment) => segment.results.length > 0) };
      },
      { signal },
    );
  }

  /**
   * To be called in the transaction that has saved the segment. One that is put away need not pass.
   * @throws ProblemException 422 with every test that fails, unless that is forced
   */
  async refuseFailing(segment: SegmentEntity, { force, actor }: Saving, view: View): Promise<void> {
    const { tests, status, id, name, version } = segment;
    if (!tests || status === 'archived') return;
    const rule = await this.rules.ofSegment(segment, view);
    const [results] = await this.read.bounded(view.manager, () =>
      runTests([{ tests, rule }], { ...view, counts: new SqlCounts(view) }),
    );
    const failed = results!.filter(({ passed }) => !passed);
    if (failed.length === 0) return;
    if (!force)
      throw unprocessable(failed.map(({ path, message }) => ({ path, code: 'test_failed', message })));
    // Without the messages: they name people, and the log is never emptied.
    const entry = { actor, action: 'forced', kind: 'segment', subjectId: id, subjectName: name, version };
    await this.audit.record({ ...entry, details: { failed: failed.map(({ path }) => path) } }, view.manager);
  }

  /** The same of a static segment whose customers another transaction has changed. */
  async refuseFailingWith(id: number, saving: Saving, manager: EntityManager): Promise<void> {
    const segment = await manager.findOneBy(SegmentEntity, { id });
    if (segment) await this.refuseFailing(segment, saving, await this.read.view(manager));
  }

  /** The faults of rules that are not valid any more. */
  private async ruleOf(segment: SegmentEntity, view: View): Promise<Rule | Fault[]> {
    try {
      return await this.rules.ofSegment(segment, view);
    } catch (error) {
      if (error instanceof ProblemException && error.errors.length > 0) return error.errors;
      throw error;
    }
  }

  private async results(
    segments: readonly SegmentEntity[],
    rules: readonly (Rule | Fault[])[],
    view: CountingView,
  ): Promise<TestResultResponse[][]> {
    const tested = segments.flatMap(({ tests }, index) => {
      const rule = rules[index]!;
      return tests && !isFaults(rule) ? [{ index, tests, rule }] : [];
    });
    const found = await runTests(tested, view);
    return segments.map((_, index) => {
      const rule = rules[index]!;
      if (isFaults(rule)) return rule.map(({ path, message }) => ({ path, passed: false, message }));
      return found[tested.findIndex((each) => each.index === index)] ?? [];
    });
  }
}

const isFaults = (rule: Rule | Fault[]): rule is Fault[] => Array.isArray(rule);
