import { In } from 'typeorm';
import { AudienceEntity, type AudienceDefinition, emptyAudience } from '../audiences/audience.entity.js';
import type { View } from '../host/consistent-read.js';
import { ProblemException } from '../http/problem.js';
import { link, type References, referencesOf, type Rule, RuleError } from '../rules/index.js';
import type { CountedPlan } from '../targets/counts.js';
import { type Plan, planOf } from '../targets/plan.js';
import { planAudience } from '../targets/plan-audience.js';
import { idsOf, loadReferences } from '../targets/references.js';
import type { CampaignDirectory, CampaignRef } from '../targeting.options.js';
import type { User, UsageService } from '../usage/usage.service.js';

/** A user of the segment, with what it stands for now and what it would stand for; undefined when that is not valid. */
export interface Affected extends User {
  readonly before: CountedPlan | undefined;
  readonly after: CountedPlan | undefined;
}

/** Finds everything that uses a segment, at any depth, and resolves it with the saved rules and with new ones in their place. */
export class AffectedFinder {
  constructor(
    private readonly usage: UsageService,
    private readonly campaigns: CampaignDirectory | undefined,
    private readonly view: View,
  ) {}

  /** @param tree the new rules, linked */
  async of(segmentId: number, tree: Rule): Promise<Affected[]> {
    const { manager, catalogue } = this.view;
    const { segments, audiences: users } = await this.usage.dependingOn([segmentId], manager);
    const audiences = await manager.find(AudienceEntity, {
      where: { id: In(users.map(({ id }) => id)) },
      order: { id: 'ASC' },
    });
    const segmentIds = [segmentId, ...segments.map(({ id }) => id as number)];
    const named = [...audiences.map(idsOf), referencesOf(tree)];
    const saved = await loadReferences(
      {
        segments: [...segmentIds, ...named.flatMap((ids) => ids.segments)],
        lists: named.flatMap((ids) => ids.lists),
      },
      this.view,
    );
    const own = saved.segments.get(segmentId)!;
    const edited = { ...saved, segments: new Map(saved.segments).set(segmentId, { ...own, rule: tree }) };
    const resolved = (resolve: (references: References) => Plan, campaignId?: string) => ({
      before: planned(() => resolve(saved), campaignId),
      after: planned(() => resolve(edited), campaignId),
    });
    const ofAudience = (audience: AudienceDefinition, campaignId?: string) =>
      resolved((references) => planAudience(audience, catalogue, references), campaignId);

    const newest = await this.campaigns?.newestOf(
      audiences.map(({ id }) => id),
      manager,
    );
    const targeting = await this.targeting(segmentIds, audiences);
    return [
      ...segments.map((segment) => ({
        ...segment,
        ...resolved((references) => planReference(segment.id as number, references)),
      })),
      ...audiences.map((audience) => ({
        kind: 'audience' as const,
        id: audience.id,
        name: audience.name,
        ...ofAudience(audience, newest?.get(audience.id)?.id.toString()),
      })),
      ...targeting.map(({ campaign: { id, name }, target }) => ({
        kind: 'campaign' as const,
        id,
        name,
        ...ofAudience(target, id.toString()),
      })),
    ];
  }

  /** Campaigns with what they target. */
  private async targeting(
    segmentIds: number[],
    audiences: readonly AudienceEntity[],
  ): Promise<{ campaign: CampaignRef; target: AudienceDefinition }[]> {
    const { manager } = this.view;
    const audienceIds = audiences.map(({ id }) => id);
    const bySegment = await this.campaigns?.using({ segmentIds }, manager);
    const byAudience = await this.campaigns?.using({ audienceIds }, manager);
    return [
      ...segmentIds.flatMap((id) =>
        (bySegment?.get(id) ?? []).map((campaign) => ({
          campaign,
          target: { ...emptyAudience, includeSegments: [id] },
        })),
      ),
      ...audiences.flatMap((target) =>
        (byAudience?.get(target.id) ?? []).map((campaign) => ({ campaign, target })),
      ),
    ];
  }
}

function planReference(id: number, references: References): Plan {
  return planOf({
    kind: 'segment',
    rule: link({ kind: 'segment', id, negated: false, path: '' }, references),
  });
}

function planned(resolve: () => Plan, campaignId: string | undefined): CountedPlan | undefined {
  try {
    return { plan: resolve(), campaignId };
  } catch (error) {
    if (error instanceof RuleError || error instanceof ProblemException) return undefined;
    throw error;
  }
}
