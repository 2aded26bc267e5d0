import { Injectable } from '@nestjs/common';
import {
  type AsOfQuery,
  type AudiencePreviewResponse,
  conflictWith,
  ContactLog,
  notFound,
  PreviewService,
  type RecipientPageResponse,
  SendService,
  type SentSnapshot,
  type TargetDriftResponse,
  type TargetReviewResponse,
  TargetReviews,
} from 'nest-targeting';
import { type EntityManager, IsNull } from 'typeorm';
import { hasSqlState, SqlState } from '../database/sql-state.js';
import {
  type CampaignRecipientsQuery,
  type CampaignResponse,
  type CampaignSendDto,
  mapCampaign,
} from './campaign.dto.js';
import { Campaign } from './campaign.entity.js';
import { CampaignLog } from './campaign-log.js';
import { hasTarget, targetOf } from './campaign-target.js';
import { CampaignsService } from './campaigns.service.js';

/** Who would get a campaign, sending it, and who got it. */
@Injectable()
export class SendingService {
  constructor(
    private readonly campaigns: CampaignsService,
    private readonly previews: PreviewService,
    private readonly sending: SendService,
    private readonly contacts: ContactLog,
    private readonly reviews: TargetReviews,
    private readonly log: CampaignLog,
  ) {}

  async preview(id: number, { as_of }: AsOfQuery, gone?: AbortSignal): Promise<AudiencePreviewResponse> {
    const campaign = await this.campaigns.findOrFail(id);
    return this.previews.ofTarget(targetOf(campaign), { campaignId: String(id), asOf: as_of, signal: gone });
  }

  async review(id: number, gone?: AbortSignal): Promise<TargetReviewResponse> {
    const campaign = await this.campaigns.findOrFail(id);
    return this.reviews.review(
      { campaignId: String(id), target: targetOf(campaign), signal: gone },
      null,
      (manager) => refuseChanged(campaign, manager),
    );
  }

  async drift(id: number, gone?: AbortSignal): Promise<TargetDriftResponse> {
    const campaign = await this.campaigns.findOrFail(id);
    return this.reviews.drift({ campaignId: String(id), target: targetOf(campaign), signal: gone });
  }

  /** Freezes who gets it, notes each as contacted, and marks the campaign as sent, all in one transaction; once. */
  async send(id: number, { confirm_everyone, expected_count }: CampaignSendDto): Promise<CampaignResponse> {
    const campaign = await this.campaigns.findOrFail(id);
    if (campaign.status === 'sent') return mapCampaign(campaign);
    const request = {
      campaignId: String(id),
      target: targetOf(campaign),
      confirmEveryone: confirm_everyone,
      expectedCount: expected_count ?? undefined,
      actor: null,
    };
    try {
      await this.sending.send(request, async (manager, snapshot) => {
        const { id: snapshot_id, count: recipient_count } = snapshot;
        const sent = await markSent(campaign, snapshot, manager);
        await this.log.record('sent', sent, manager, { snapshot_id, recipient_count });
      });
    } catch (error) {
      // Another transaction has changed the campaign since this one began.
      throw hasSqlState(error, SqlState.serializationFailure) ? changedMeanwhile(campaign) : error;
    }
    return this.campaigns.get(id);
  }

  async recipients(id: number, query: CampaignRecipientsQuery): Promise<RecipientPageResponse> {
    await this.campaigns.findOrFail(id);
    return this.contacts.recipients(String(id), query);
  }
}

/** A campaign that got another target, or was deleted, before it was sent is not sent after all. */
async function markSent(
  campaign: Campaign,
  snapshot: SentSnapshot,
  manager: EntityManager,
): Promise<Campaign> {
  const { affected } = await manager.update(
    Campaign,
    {
      id: campaign.id,
      segmentId: campaign.segmentId ?? IsNull(),
      audienceId: campaign.audienceId ?? IsNull(),
    },
    { status: 'sent', snapshotId: snapshot.id, recipientCount: snapshot.count, sentAt: snapshot.takenAt },
  );
  if (!affected) throw changedMeanwhile(campaign);
  // It may have got another name since it was looked up.
  return manager.findOneByOrFail(Campaign, { id: campaign.id });
}

/** What was counted is remembered of the campaign that it was counted for, which stays as it is until then. */
async function refuseChanged({ id, ...before }: Campaign, manager: EntityManager): Promise<void> {
  const campaign = await manager.findOne(Campaign, { where: { id }, lock: { mode: 'pessimistic_read' } });
  if (!campaign) throw notFound('campaign', id);
  if (!hasTarget(campaign, targetOf(before)))
    throw conflictWith(
      `campaigns/${id}`,
      'changed',
      'This campaign got another target while it was reviewed. Review it again.',
    );
}

const changedMeanwhile = ({ id }: Campaign) =>
  conflictWith(
    `campaigns/${id}`,
    'changed',
    'This campaign was changed while it was being sent. Nothing was sent.',
  );
