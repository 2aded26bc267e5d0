import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { type AudiencePreviewResponse, conflict, ContactLog, type KeysetQuery, PreviewService, SendService } from 'nest-targeting';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import { type CampaignPreviewDto, type CampaignResponse, type CampaignSendDto, mapCampaign } from './campaign.dto.js';
import { Campaign } from './campaign.entity.js';
import { targetOf } from './campaign-target.js';
import { CampaignsService } from './campaigns.service.js';

/** Who would get a campaign, sending it, and who got it. */
@Injectable()
export class SendingService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly campaigns: CampaignsService,
    private readonly previews: PreviewService,
    private readonly sending: SendService,
    private readonly contacts: ContactLog,
  ) {}

  async preview(id: number, { as_of }: CampaignPreviewDto): Promise<AudiencePreviewResponse> {
    const campaign = await this.campaigns.findOrFail(id);
    return this.previews.ofTarget(targetOf(campaign), { campaignId: String(id), asOf: as_of });
  }

  /** Freezes who gets it, notes each as contacted, and marks the campaign as sent, all in one transaction; once. */
  async send(id: number, { confirm_everyone }: CampaignSendDto): Promise<CampaignResponse> {
    const campaign = await this.campaigns.findOrFail(id);
    if (campaign.status === 'sent') return mapCampaign(campaign);
    await this.sending.send(
      { campaignId: String(id), target: targetOf(campaign), confirmEveryone: confirm_everyone, actor: null },
      (manager, snapshot) => markSent(campaign, snapshot, manager),
    );
    return this.campaigns.get(id);
  }

  async recipients(id: number, query: KeysetQuery) {
    await this.campaigns.findOrFail(id);
    return this.contacts.recipients(String(id), query);
  }
}

/** A campaign that got another target, or was deleted, while it was being sent is not sent after all. */
async function markSent(campaign: Campaign, snapshot: { id: number; count: number; takenAt: Date }, manager: EntityManager) {
  const { affected } = await manager.update(
    Campaign,
    { id: campaign.id, segmentId: campaign.segmentId ?? IsNull(), audienceId: campaign.audienceId ?? IsNull() },
    { status: 'sent', snapshotId: snapshot.id, recipientCount: snapshot.count, sentAt: snapshot.takenAt },
  );
  if (!affected) throw conflict('This campaign was changed while it was being sent. Nothing was sent.');
}
