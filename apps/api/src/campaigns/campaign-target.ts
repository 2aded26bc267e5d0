import { AudienceEntity, refused, SegmentEntity, type Target } from 'nest-targeting';
import type { EntityManager } from 'typeorm';
import type { CampaignUpdateDto } from './campaign.dto.js';
import type { Campaign } from './campaign.entity.js';

type TargetColumns = Pick<Campaign, 'segmentId' | 'audienceId'>;

/**
 * The target that a request asks for. To name one of the two is to give up the other.
 * @throws ProblemException 422 unless there is exactly one.
 */
export function requestedTarget(dto: CampaignUpdateDto, before?: Campaign): Target {
  const { segment_id: segmentId, audience_id: audienceId } = dto;
  if (segmentId && audienceId)
    throw refused(
      'audience_id',
      'two_targets',
      'A campaign has a segment or an audience as its target, not both.',
    );
  if (segmentId) return { segmentId };
  if (audienceId) return { audienceId };
  if (before?.segmentId && segmentId === undefined) return { segmentId: before.segmentId };
  if (before?.audienceId && audienceId === undefined) return { audienceId: before.audienceId };
  throw refused('segment_id', 'no_target', 'A campaign needs a target: segment_id or audience_id.');
}

/** @throws ProblemException 422 with the path of the target, when it is missing or archived */
export async function assertUsable(target: Target, manager: EntityManager): Promise<void> {
  const { kind, id, found } = await find(target, manager);
  const path = `${kind}_id`;
  if (!found) throw refused(path, `missing_${kind}`, `There is no ${kind} ${id}.`);
  if (found.status === 'archived')
    throw refused(path, `archived_${kind}`, `The ${kind} “${found.name}” is archived.`);
}

/** What a target is called; null when it is gone since it was sent to. */
export interface NamedTarget {
  kind: 'segment' | 'audience';
  id: number;
  name: string | null;
}

export async function namedTarget(target: Target, manager: EntityManager): Promise<NamedTarget> {
  const { kind, id, found } = await find(target, manager);
  return { kind, id, name: found?.name ?? null };
}

async function find(target: Target, manager: EntityManager) {
  const [kind, id, entity] =
    'segmentId' in target
      ? (['segment', target.segmentId, SegmentEntity] as const)
      : (['audience', target.audienceId, AudienceEntity] as const);
  const found = await manager.findOne<SegmentEntity | AudienceEntity>(entity, { where: { id } });
  return { kind, id, found };
}

export const targetOf = ({ segmentId, audienceId }: TargetColumns): Target =>
  segmentId === null ? { audienceId: audienceId! } : { segmentId };

export const targetColumns = (target: Target): TargetColumns => ({
  segmentId: 'segmentId' in target ? target.segmentId : null,
  audienceId: 'audienceId' in target ? target.audienceId : null,
});

export const hasTarget = (campaign: Campaign, target: Target): boolean => {
  const { segmentId, audienceId } = targetColumns(target);
  return campaign.segmentId === segmentId && campaign.audienceId === audienceId;
};
