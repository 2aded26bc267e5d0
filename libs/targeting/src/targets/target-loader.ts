import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type AudienceDefinition, AudienceEntity, emptyAudience } from '../audiences/audience.entity.js';
import type { View } from '../host/consistent-read.js';
import { known } from '../host/known-definitions.js';
import { notFound } from '../http/problem.js';
import { type SegmentDefined, SegmentEntity } from '../segments/segment.entity.js';
import type { Plan } from './plan.js';
import { planAudience } from './plan-audience.js';
import { idsOf, loadReferences, type LoadedReferences } from './references.js';

/** What a campaign targets: exactly one segment, or exactly one audience. */
export type Target = { readonly segmentId: number } | { readonly audienceId: number };

/** What an audience stands for: its plan, and whatever it refers to. */
export interface Resolved {
  readonly references: LoadedReferences;
  readonly plan: Plan;
}

/** What decides what an audience stands for, beside the definitions. */
const contents = Object.keys(emptyAudience);

/** Finds what a target stands for, at this moment. */
@Injectable()
export class TargetLoader {
  /** @throws ProblemException 422 when something it refers to is missing, archived or no longer valid */
  async plan(audience: AudienceDefinition, view: View): Promise<Plan> {
    return (await this.resolve(audience, view)).plan;
  }

  /** @throws ProblemException 422 when something it refers to is missing, archived or no longer valid */
  async resolve(audience: AudienceDefinition, view: View): Promise<Resolved> {
    return known(view, `resolved: ${JSON.stringify(audience, contents)}`, async () => {
      const references = await this.references(audience, view);
      return { references, plan: planAudience(audience, view.catalogue, references) };
    });
  }

  /** Every segment and list that it refers to, at any depth. */
  references(audience: AudienceDefinition, view: View): Promise<LoadedReferences> {
    return loadReferences(idsOf(audience), view);
  }

  /** A segment as a target is the audience of it alone, with the defaults. */
  async definition(target: Target, manager: EntityManager): Promise<AudienceDefinition> {
    if ('audienceId' in target) return this.audience(target.audienceId, manager);
    const { id } = await this.segment(target.segmentId, manager);
    return { ...emptyAudience, includeSegments: [id] };
  }

  /** @throws ProblemException 404 */
  async audience(id: number, manager: EntityManager): Promise<AudienceEntity> {
    const found = await manager.findOneBy(AudienceEntity, { id });
    if (!found) throw notFound('audience', id);
    return found;
  }

  /** What a segment is by its rules, which may be known already. @throws ProblemException 404 */
  rulesOf(id: number, view: View): Promise<SegmentDefined> {
    return known(view, `segment: ${id}`, () => this.segment(id, view.manager));
  }

  /** @throws ProblemException 404 */
  async segment(id: number, manager: EntityManager): Promise<SegmentEntity> {
    const found = await manager.findOneBy(SegmentEntity, { id });
    if (!found) throw notFound('segment', id);
    return found;
  }
}
