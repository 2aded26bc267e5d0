import { Injectable } from '@nestjs/common';
import { AudienceEntity } from '../../audiences/audience.entity.js';
import { Wording } from '../../history/wording.js';
import { ConsistentRead, type View } from '../../host/consistent-read.js';
import { conflictWith } from '../../http/problem.js';
import { SegmentEntity } from '../../segments/segment.entity.js';
import { PreviewService } from '../../counting/preview.service.js';
import { type Target, TargetLoader } from '../../targets/target-loader.js';
import { findSnapshot } from '../find-snapshot.js';
import { inlineDefinition, type InlinedDefinition } from '../inline-definition.js';
import type { SnapshotEntity } from '../snapshot.entity.js';
import type { SnapshotDiffResponse } from './compare.dto.js';
import { compareMembers, type MembersSql } from './compare-members.js';
import { definitionChanges } from './definition-changes.js';
import { frozenMembers, frozenReasons } from './frozen-members.js';
import { membersNow, reasonsNow } from './members-now.js';
import { describeMoved, type Reasons } from './reasons.js';

/** One of the two that are compared. */
interface Side {
  readonly members: MembersSql;
  readonly reasons: Reasons;
  readonly definition: InlinedDefinition;
}

/** Compares a snapshot with another, or with the present. */
@Injectable()
export class SnapshotDiffService {
  constructor(
    private readonly read: ConsistentRead,
    private readonly targets: TargetLoader,
    private readonly previews: PreviewService,
    private readonly wording: Wording,
  ) {}

  /**
   * Who came and who went between a snapshot and another one, or now: from the earlier to the later, whichever is asked of.
   * @throws ProblemException 404, 409 when there is nothing any more to compare with, 422 when what it refers to now is missing,
   *   503 when it takes too long
   */
  diff(id: number, against: string, signal?: AbortSignal): Promise<SnapshotDiffResponse> {
    return this.read.compare(async (view) => {
      const snapshot = await findSnapshot(id, view);
      const [before, after] = await this.inOrder(snapshot, against, view);
      const { entered, left, stayed, firstEntered, firstLeft } = await compareMembers(
        before.members,
        after.members,
        view,
      );
      return {
        ...{ entered, left, stayed },
        entered_sample: await describeMoved(firstEntered, after.reasons, view),
        left_sample: await describeMoved(firstLeft, after.reasons, view),
        changes: await definitionChanges(before.definition, after.definition, this.wording, view),
      };
    }, signal);
  }

  /** As they came to be: the ids of snapshots grow. */
  private async inOrder(snapshot: SnapshotEntity, against: string, view: View): Promise<[Side, Side]> {
    if (against === 'now') return [frozen(snapshot, view), await this.now(snapshot, view)];
    const other = await findSnapshot(Number(against), view);
    const [before, after] = other.id < snapshot.id ? [other, snapshot] : [snapshot, other];
    return [frozen(before, view), frozen(after, view)];
  }

  private async now(snapshot: SnapshotEntity, view: View): Promise<Side> {
    const target = await targetOf(snapshot, view);
    const definition = await this.targets.definition(target, view.manager);
    const campaignId = await this.campaignOf(snapshot, view);
    const counted = { plan: await this.targets.plan(definition, view), campaignId };
    return {
      members: membersNow(counted, view),
      reasons: reasonsNow(counted, view),
      definition: await inlineDefinition(definition, view, campaignId),
    };
  }

  /** Whose contacts do not count: of what was sent, that campaign itself. */
  private async campaignOf(
    { campaignId, audienceId }: SnapshotEntity,
    view: View,
  ): Promise<string | undefined> {
    return campaignId ?? (audienceId === null ? undefined : this.previews.campaignOf(audienceId, view));
  }
}

const frozen = (snapshot: SnapshotEntity, view: View): Side => ({
  members: frozenMembers(snapshot.id),
  reasons: frozenReasons(snapshot, view),
  definition: snapshot.definition,
});

async function targetOf({ audienceId, segmentId }: SnapshotEntity, { manager }: View): Promise<Target> {
  const isThere =
    audienceId === null
      ? await manager.existsBy(SegmentEntity, { id: segmentId! })
      : await manager.existsBy(AudienceEntity, { id: audienceId });
  if (!isThere)
    throw conflictWith(
      'against',
      'target_deleted',
      `The ${audienceId === null ? 'segment' : 'audience'} of this snapshot is deleted, so that it has nobody now. Compare it with another snapshot.`,
    );
  return audienceId === null ? { segmentId: segmentId! } : { audienceId };
}
