import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  type AuditAction,
  conflictWith,
  DefinitionWriter,
  findPage,
  nameOfCopy,
  notFound,
  refuseInUse,
  type Target,
  TargetReviews,
  UsageService,
} from 'nest-targeting';
import { type EntityManager, Repository } from 'typeorm';
import {
  type CampaignCreateDto,
  type CampaignPage,
  type CampaignQuery,
  type CampaignResponse,
  type CampaignUpdateDto,
  mapCampaign,
} from './campaign.dto.js';
import { folded } from '../database/folded.js';
import { Campaign } from './campaign.entity.js';
import { CampaignLog } from './campaign-log.js';
import { assertUsable, hasTarget, requestedTarget, targetColumns, targetOf } from './campaign-target.js';

const columns = {
  sortable: {
    id: 'campaign.id',
    name: 'targeting.fold(campaign.name) COLLATE "C"',
    status: 'campaign.status',
    recipient_count: 'campaign.recipientCount',
    sent_at: 'campaign.sentAt',
    created_at: 'campaign.createdAt',
    updated_at: 'campaign.updatedAt',
  },
  searched: ['campaign.name'],
};

@Injectable()
export class CampaignsService {
  constructor(
    @InjectRepository(Campaign) private readonly campaigns: Repository<Campaign>,
    private readonly usage: UsageService,
    private readonly writer: DefinitionWriter,
    private readonly reviews: TargetReviews,
    private readonly log: CampaignLog,
  ) {}

  async list(query: CampaignQuery): Promise<CampaignPage> {
    const { name, status, segment_id, audience_id } = query;
    const builder = this.campaigns.createQueryBuilder('campaign');
    if (name) builder.andWhere(`${folded('campaign.name')} = ${folded(':name')}`, { name });
    if (status) builder.andWhere('campaign.status = :status', { status });
    if (segment_id) builder.andWhere('campaign.segmentId = :segment_id', { segment_id });
    if (audience_id) builder.andWhere('campaign.audienceId = :audience_id', { audience_id });
    const { rows, total } = await findPage(builder, query, columns);
    return { data: rows.map(mapCampaign), total };
  }

  async get(id: number): Promise<CampaignResponse> {
    return mapCampaign(await this.findOrFail(id));
  }

  async create(dto: CampaignCreateDto): Promise<CampaignResponse> {
    return this.add(dto.name, requestedTarget(dto), 'created');
  }

  async update(id: number, dto: CampaignUpdateDto): Promise<CampaignResponse> {
    return this.writer.run(async ({ manager }) => {
      const campaign = await findForUpdate(id, manager);
      const target = requestedTarget(dto, campaign);
      if (!hasTarget(campaign, target)) {
        if (campaign.status === 'sent')
          throw conflictWith(
            `campaigns/${id}`,
            'sent',
            'This campaign has been sent: its target stays. Duplicate it to send it to others.',
          );
        await assertUsable(target, manager);
      }
      const name = dto.name ?? campaign.name;
      if (name === campaign.name && hasTarget(campaign, target)) return mapCampaign(campaign);
      // Whom somebody saw are not those that it would reach.
      if (!hasTarget(campaign, target)) await this.reviews.forget(String(id), manager);
      const before = { name: campaign.name, target: targetOf(campaign) };
      const saved = await manager.save(Object.assign(campaign, { name }, targetColumns(target)));
      await this.log.recordUpdated(saved, before, manager);
      return mapCampaign(saved);
    });
  }

  /** Its contacts stay in the contact log: who was contacted remains so. */
  async remove(id: number): Promise<void> {
    await this.writer.run(async ({ manager }) => {
      const campaign = await findForUpdate(id, manager);
      refuseInUse(await this.usage.ofCampaign(id, manager), `The campaign “${campaign.name}”`);
      await this.reviews.forget(String(id), manager);
      await manager.delete(Campaign, { id });
      await this.log.record('deleted', campaign, manager);
    });
  }

  /** A draft with the same target: how to send to the same audience once more. */
  async duplicate(id: number): Promise<CampaignResponse> {
    const campaign = await this.findOrFail(id);
    return this.add(nameOfCopy(campaign.name), targetOf(campaign), 'duplicated', {
      of: { id, name: campaign.name },
    });
  }

  async findOrFail(id: number): Promise<Campaign> {
    const campaign = await this.campaigns.findOneBy({ id });
    if (!campaign) throw notFound('campaign', id);
    return campaign;
  }

  /** In one turn, so that the target is not deleted or archived between the check and the writing. */
  private add(
    name: string,
    target: Target,
    action: AuditAction,
    details?: object,
  ): Promise<CampaignResponse> {
    return this.writer.run(async ({ manager }) => {
      await assertUsable(target, manager);
      const saved = await manager.save(manager.create(Campaign, { name, ...targetColumns(target) }));
      await this.log.record(action, saved, manager, details);
      return mapCampaign(saved);
    });
  }
}

async function findForUpdate(id: number, manager: EntityManager): Promise<Campaign> {
  const campaign = await manager.findOne(Campaign, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!campaign) throw notFound('campaign', id);
  return campaign;
}
