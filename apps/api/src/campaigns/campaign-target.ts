import { refused } from 'nest-targeting';
import type { CampaignUpdateDto } from './campaign.dto.js';
import type { Campaign } from './campaign.entity.js';

/** Exactly one segment or one audience. */
export type CampaignTarget = { segmentId: number } | { audienceId: number };

/**
 * The target that a request asks for. To name one of the two is to give up the other.
 * @throws ProblemException 422 unless there is exactly one.
 */
export function requestedTarget(dto: CampaignUpdateDto, before?: Campaign): CampaignTarget {
  const { segment_id: segmentId, audience_id: audienceId } = dto;
  if (segmentId && audienceId)
    throw refused('audience_id', 'two_targets', 'A campaign has a segment or an audience as its target, not both.');
  if (segmentId) return { segmentId };
  if (audienceId) return { audienceId };
  if (before?.segmentId && segmentId === undefined) return { segmentId: before.segmentId };
  if (before?.audienceId && audienceId === undefined) return { audienceId: before.audienceId };
  throw refused('segment_id', 'no_target', 'A campaign needs a target: segment_id or audience_id.');
}

export const targetOf = ({ segmentId, audienceId }: Campaign): CampaignTarget =>
  segmentId === null ? { audienceId: audienceId! } : { segmentId };

/** As columns of the campaign. */
export const targetColumns = (target: CampaignTarget): Pick<Campaign, 'segmentId' | 'audienceId'> => ({
  segmentId: 'segmentId' in target ? target.segmentId : null,
  audienceId: 'audienceId' in target ? target.audienceId : null,
});

export const sameTarget = (target: CampaignTarget, { segmentId, audienceId }: Campaign): boolean => {
  const columns = targetColumns(target);
  return columns.segmentId === segmentId && columns.audienceId === audienceId;
};
