import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { ConsistentRead, type View } from '../host/consistent-read.js';
import { isConflict } from '../host/serialization.js';
import { conflictWith } from '../http/problem.js';
import { compareMembers, countOfMembers, type MembersSql } from '../snapshots/compare/compare-members.js';
import { frozenMembers, frozenReasons } from '../snapshots/compare/frozen-members.js';
import { membersNow, reasonsNow } from '../snapshots/compare/members-now.js';
import { describeMoved, type Reasons } from '../snapshots/compare/reasons.js';
import { SnapshotEntity } from '../snapshots/snapshot.entity.js';
import type { NumberedMembers } from '../targets/counts.js';
import { PreviewService } from '../counting/preview.service.js';
import { type Target, TargetLoader } from '../targets/target-loader.js';
import { workingWith } from '../targets/target-paths.js';
import type { TargetDriftResponse, TargetReviewResponse } from './review.dto.js';
import { loadReview, reviewedMembers, storeReview } from './reviewed-members.js';

/** Of a campaign: the host's id of it, and whom it targets. */
export interface TargetOfCampaign {
  campaignId: string;
  target: Target;
  /** Aborted when nobody wants the answer any more. */
  signal?: AbortSignal | undefined;
}

/** Whom a campaign reaches, or has reached. */
interface Reached {
  readonly members: MembersSql;
  readonly reasons: Reasons;
  readonly asOf: Date;
}

type Within = (manager: EntityManager) => Promise<void>;

const tries = 3;

/** Remembers exactly whom somebody saw before a campaign was sent, and tells what has moved since. */
@Injectable()
export class TargetReviews {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly read: ConsistentRead,
    private readonly previews: PreviewService,
    private readonly targets: TargetLoader,
  ) {}

  /**
   * Previews a campaign, and remembers who would get it in place of what was remembered before.
   * @param actor who looks
   * @param within asked in the transaction that remembers it: where the host refuses what has been deleted, or got another target,
   *   while it was counted
   * @throws ProblemException 404, 409 when the campaign is sent, 422 when something it refers to is missing, 503 when it takes too long
   */
  async review(of: TargetOfCampaign, actor: string | null, within?: Within): Promise<TargetReviewResponse> {
    for (let left = tries; ; left--) {
      try {
        return await this.reviewOnce(of, actor, within);
      } catch (error) {
        // Another has numbered the same customers in the meantime.
        if (left === 0 || !isConflict(error)) throw error;
      }
    }
  }

  /**
   * What has moved since the review; of a sent campaign up to the send, whatever its target has become.
   * @throws ProblemException 404, 422 when something it refers to is missing, 503 when it takes too long
   */
  drift({ campaignId, target, signal }: TargetOfCampaign): Promise<TargetDriftResponse> {
    return this.read.compare(async (view) => {
      const sent = await view.manager.findOneBy(SnapshotEntity, { campaignId });
      const reached = sent
        ? reachedBy(sent, view)
        : await workingWith(target, () => this.reachedNow(campaignId, target, view));
      const review = await loadReview(campaignId, view.manager);
      const as_of = reached.asOf.toISOString();
      if (!review) {
        const count = await countOfMembers(reached.members, view);
        return { reviewed: null, now: { count, as_of }, ...nothingMoved };
      }
      const { entered, left, stayed, firstEntered, firstLeft } = await compareMembers(
        reviewedMembers(review),
        reached.members,
        view,
      );
      return {
        reviewed: { count: review.count, at: review.at.toISOString(), by: review.by },
        now: { count: entered + stayed, as_of },
        ...{ entered, left },
        entered_sample: await describeMoved(firstEntered, reached.reasons, view),
        left_sample: await describeMoved(firstLeft, reached.reasons, view),
      };
    }, signal);
  }

  /** Forgets the review of a campaign that is deleted, or gets another target. */
  async forget(campaignId: string, manager: EntityManager = this.dataSource.manager): Promise<void> {
    await manager.query('DELETE FROM targeting.target_reviews WHERE campaign_id = $1', [campaignId]);
  }

  private async reviewOnce(
    { campaignId, target, signal }: TargetOfCampaign,
    actor: string | null,
    within?: Within,
  ): Promise<TargetReviewResponse> {
    let members: NumberedMembers | undefined;
    const options = { campaignId, signal, writes: true };
    const preview = await this.previews.ofTarget(target, options, async (counted, view) => {
      members = await view.counts.numbered(counted);
    });
    const review = { campaignId, at: new Date(preview.as_of), by: actor, count: preview.count };
    await this.dataSource.transaction(async (manager) => {
      await within?.(manager);
      if (await manager.existsBy(SnapshotEntity, { campaignId }))
        throw conflictWith(
          `campaigns/${campaignId}`,
          'sent',
          'This campaign has been sent. What was reviewed before stays.',
        );
      await storeReview(review, members!, manager);
    });
    return { ...preview, reviewed_at: preview.as_of };
  }

  private async reachedNow(campaignId: string, target: Target, view: View): Promise<Reached> {
    const definition = await this.targets.definition(target, view.manager);
    const counted = { plan: await this.targets.plan(definition, view), campaignId };
    return {
      members: membersNow(counted, view),
      reasons: reasonsNow(counted, view),
      asOf: new Date(view.moment.now),
    };
  }
}

const reachedBy = (snapshot: SnapshotEntity, view: View): Reached => ({
  members: frozenMembers(snapshot.id),
  reasons: frozenReasons(snapshot, view),
  asOf: snapshot.takenAt,
});

const nothingMoved = { entered: 0, left: 0, entered_sample: [], left_sample: [] };
