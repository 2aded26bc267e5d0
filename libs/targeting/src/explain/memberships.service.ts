import { Inject, Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { AudienceEntity } from '../audiences/audience.entity.js';
import { ConsistentRead, type View } from '../host/consistent-read.js';
import { notFound, ProblemException } from '../http/problem.js';
import { SegmentEntity } from '../segments/segment.entity.js';
import { SegmentRules } from '../segments/segment-rules.js';
import { type Plan, planOf } from '../targets/plan.js';
import { TargetLoader } from '../targets/target-loader.js';
import { TARGETING_OPTIONS } from '../targeting.module-definition.js';
import type { TargetingOptions } from '../targeting.options.js';
import { isMember } from './explain-plan.js';
import { keyOf } from './explain.service.js';
import { loadPerson } from './load-person.js';
import type { MembershipsResponse } from './memberships.dto.js';

/** Something a customer may be in. */
interface Candidate {
  kind: keyof MembershipsResponse;
  id: number;
  name: string;
  plan: Plan;
  campaignId?: string | undefined;
}

/** What a customer is in, now. */
@Injectable()
export class MembershipsService {
  constructor(
    @Inject(TARGETING_OPTIONS) private readonly options: TargetingOptions,
    private readonly read: ConsistentRead,
    private readonly targets: TargetLoader,
    private readonly rules: SegmentRules,
  ) {}

  /** @throws ProblemException 404 when there is no such customer */
  of(customerId: string): Promise<MembershipsResponse> {
    return this.read.run(async (view) => {
      const candidates = [
        ...(await this.segments(view)),
        ...(await this.audiences(view)),
        ...(await this.lists(view)),
      ];
      const rules = candidates.flatMap(({ plan }) =>
        [...plan.sources, ...plan.exclusions].map(({ rule }) => rule),
      );
      const person = await loadPerson(keyOf(customerId, view), rules, view);
      if (!person) throw notFound('customer', customerId);
      const found = candidates.filter(({ plan, campaignId }) =>
        isMember(plan, person, { moment: view.moment, campaignId }),
      );
      const of = (kind: Candidate['kind']) =>
        found.filter((candidate) => candidate.kind === kind).map(({ id, name }) => ({ id, name }));
      return { segments: of('segments'), audiences: of('audiences'), lists: of('lists') };
    });
  }

  private async segments(view: View): Promise<Candidate[]> {
    const segments = await view.manager.find(SegmentEntity, {
      where: { status: Not('archived') },
      order: { id: 'ASC' },
    });
    return evaluable(segments, async (segment) => {
      const rule = await this.rules.ofSegment(segment, view);
      return { kind: 'segments', plan: planOf({ kind: 'segment', rule }) };
    });
  }

  private async audiences(view: View): Promise<Candidate[]> {
    const audiences = await view.manager.find(AudienceEntity, {
      where: { status: Not('archived') },
      order: { id: 'ASC' },
    });
    const ids = audiences.map(({ id }) => id);
    const campaigns = await this.options.campaigns?.newestOf(ids, view.manager);
    return evaluable(audiences, async (audience) => ({
      kind: 'audiences',
      plan: await this.targets.plan(audience, view),
      campaignId: campaigns?.get(audience.id)?.id.toString(),
    }));
  }

  private async lists({ manager }: View): Promise<Candidate[]> {
    const lists = await manager.query<{ id: number; name: string }[]>(
      `SELECT id, name FROM targeting.lists WHERE kind = 'list' AND status <> 'archived' ORDER BY id`,
    );
    return lists.map(({ id, name }) => ({
      kind: 'lists',
      id,
      name,
      plan: planOf({ kind: 'list', rule: { kind: 'list', id, negated: false, path: 'list' } }),
    }));
  }
}

/** Those that resolve; one whose reference is gone has no members. */
async function evaluable<T extends { id: number; name: string }>(
  definitions: readonly T[],
  resolve: (definition: T) => Promise<Omit<Candidate, 'id' | 'name'>>,
): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const definition of definitions) {
    try {
      found.push({ ...(await resolve(definition)), id: definition.id, name: definition.name });
    } catch (error) {
      if (!(error instanceof ProblemException)) throw error;
    }
  }
  return found;
}
