import { Inject, Injectable } from '@nestjs/common';
import { CountingRead, type CountingView } from '../counting/counting-read.js';
import type { View } from '../host/consistent-read.js';
import { ProblemException, refused } from '../http/problem.js';
import type { Rule } from '../rules/index.js';
import { SegmentRules } from '../segments/segment-rules.js';
import type { SegmentEntity } from '../segments/segment.entity.js';
import type { CountedPlan } from '../targets/counts.js';
import { planOf } from '../targets/plan.js';
import { TargetLoader } from '../targets/target-loader.js';
import { TARGETING_OPTIONS } from '../targeting.module-definition.js';
import type { TargetingOptions } from '../targeting.options.js';
import type { User } from '../usage/usage.service.js';
import { UsageService } from '../usage/usage.service.js';
import { type Affected, AffectedFinder } from './affected.js';
import type { AffectedResponse, ImpactRequest, ImpactResponse } from './impact.dto.js';

/** What saving new rules of a segment would change, before they are saved. */
@Injectable()
export class ImpactService {
  constructor(
    @Inject(TARGETING_OPTIONS) private readonly options: TargetingOptions,
    private readonly counting: CountingRead,
    private readonly rules: SegmentRules,
    private readonly targets: TargetLoader,
    private readonly usage: UsageService,
  ) {}

  /**
   * Compares the saved rules with new ones, and whatever uses the segment with what it would be: all at one instant.
   * @throws ProblemException 404, or 422 for a static segment, and for rules that could not be saved
   */
  of(id: number, { conditions }: ImpactRequest, signal?: AbortSignal): Promise<ImpactResponse> {
    return this.counting.run(
      async (view) => {
        const segment = await this.targets.segment(id, view.manager);
        refuseStatic(segment);
        const tree = await this.rules.read(conditions, view, id);
        const saved = await this.saved(segment, view);
        const finder = new AffectedFinder(this.usage, this.options.campaigns, view);
        const affected = await finder.of(id, tree);
        const before = { plan: planOf({ kind: 'segment', rule: saved ?? nobody }) };
        const after = { plan: planOf({ kind: 'segment', rule: tree }) };
        return impactOf({ before, after, affected, isValid: saved !== undefined }, view);
      },
      { signal },
    );
  }

  /** Undefined when they are not valid any more. */
  private async saved(segment: SegmentEntity, view: View): Promise<Rule | undefined> {
    try {
      return await this.rules.ofSegment(segment, view);
    } catch (error) {
      if (error instanceof ProblemException) return undefined;
      throw error;
    }
  }
}

interface Compared {
  before: CountedPlan;
  after: CountedPlan;
  affected: readonly Affected[];
  /** Whether the saved rules are. */
  isValid: boolean;
}

const nobody: Rule = { kind: 'customers', keys: [], path: '' };

async function impactOf(
  { before, after, affected, isValid }: Compared,
  { counts }: CountingView,
): Promise<ImpactResponse> {
  const plans = [before, after, ...affected.flatMap((user) => [user.before, user.after])];
  const known = plans.filter((plan) => plan !== undefined);
  const found = await counts.sizes(known);
  const sizes = new Map(known.map((plan, index) => [plan, found[index]!]));
  const sizeOf = (plan: CountedPlan | undefined) => (plan ? sizes.get(plan)! : null);
  const moved = await counts.difference(before, after);
  const of = (kind: User['kind']): AffectedResponse[] =>
    affected
      .filter((user) => user.kind === kind)
      .map(({ id, name, ...user }) => ({ id, name, before: sizeOf(user.before), after: sizeOf(user.after) }));
  return {
    before: isValid ? sizeOf(before) : null,
    after: sizes.get(after)!,
    entering: moved.entering,
    leaving: moved.leaving,
    entering_sample: [...moved.enteringSample],
    leaving_sample: [...moved.leavingSample],
    affected: { segments: of('segment'), audiences: of('audience'), campaigns: of('campaign') },
  };
}

function refuseStatic({ listId }: SegmentEntity): void {
  if (listId === null) return;
  throw refused(
    'conditions',
    'invalid',
    'A static segment is a fixed list of customers; it has no conditions to change. Edit its customers in its place.',
  );
}
