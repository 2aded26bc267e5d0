import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { conflict, notFound, refuseInUse, UsageService } from 'nest-targeting';
import { DataSource, type EntityManager, type Repository } from 'typeorm';
import { type CampaignCreateDto, type CampaignPage, type CampaignQuery, type CampaignResponse, type CampaignUpdateDto, mapCampaign } from './campaign.dto.js';
import { Campaign } from './campaign.entity.js';
import { selectCampaigns } from './campaign-list.js';
import { requestedTarget, sameTarget, targetColumns } from './campaign-target.js';
import { CampaignTargets } from './campaign-targets.js';

@Injectable()
export class CampaignsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly targets: CampaignTargets,
    private readonly usage: UsageService,
  ) {}

  async list(query: CampaignQuery): Promise<CampaignPage> {
    const [campaigns, total] = await selectCampaigns(this.repository, query).getManyAndCount();
    return { data: campaigns.map(mapCampaign), total };
  }

  async get(id: number): Promise<CampaignResponse> {
    return mapCampaign(await this.findOrFail(id));
  }

  async create(dto: CampaignCreateDto): Promise<CampaignResponse> {
    const target = requestedTarget(dto);
    await this.targets.assertExists(target);
    return mapCampaign(await this.repository.save(this.repository.create({ name: dto.name, ...targetColumns(target) })));
  }

  async update(id: number, dto: CampaignUpdateDto): Promise<CampaignResponse> {
    return this.dataSource.transaction(async (manager) => {
      const campaign = await findForUpdate(id, manager);
      const target = requestedTarget(dto, campaign);
      if (!sameTarget(target, campaign)) {
        if (campaign.status === 'sent') throw conflict('This campaign has been sent: its target stays. Duplicate it to send it to others.');
        await this.targets.assertExists(target);
      }
      return mapCampaign(await manager.save(Object.assign(campaign, { name: dto.name ?? campaign.name }, targetColumns(target))));
    });
  }

  /** Its contacts stay in the contact log: who was contacted remains so. */
  async remove(id: number): Promise<void> {
    const campaign = await this.findOrFail(id);
    refuseInUse(await this.usage.ofCampaign(id), `The campaign “${campaign.name}”`);
    await this.repository.delete(id);
  }

  /** A draft with the same target: how to send to the same audience once more. */
  async duplicate(id: number): Promise<CampaignResponse> {
    const { name, segmentId, audienceId } = await this.findOrFail(id);
    return mapCampaign(await this.repository.save(this.repository.create({ name: `${name} (copy)`, segmentId, audienceId })));
  }

  async findOrFail(id: number): Promise<Campaign> {
    const campaign = await this.repository.findOneBy({ id });
    if (!campaign) throw notFound('campaign', id);
    return campaign;
  }

  private get repository(): Repository<Campaign> {
    return this.dataSource.getRepository(Campaign);
  }
}

async function findForUpdate(id: number, manager: EntityManager): Promise<Campaign> {
  const campaign = await manager.findOne(Campaign, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!campaign) throw notFound('campaign', id);
  return campaign;
}
