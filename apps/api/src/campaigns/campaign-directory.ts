import type { CampaignDirectory, CampaignRef } from 'nest-targeting';
import { In, Not } from 'typeorm';
import { Campaign } from './campaign.entity.js';

/** The campaigns, as far as audiences and rules must know them. */
export const campaignDirectory: CampaignDirectory = {
  async find(ids, manager) {
    const possible = ids.filter((id) => /^[1-9]\d{0,9}$/.test(id) && Number(id) <= 2_147_483_647).map(Number);
    return refs(await manager.findBy(Campaign, { id: In(possible) }));
  },

  async using(target, manager) {
    return refs(
      await manager.find(Campaign, { where: { ...target, status: Not('sent') }, order: { id: 'ASC' } }),
    );
  },

  async newestOf(audienceIds, manager) {
    const campaigns = await manager.find(Campaign, {
      where: { audienceId: In(audienceIds) },
      order: { id: 'ASC' },
    });
    return new Map(campaigns.map((campaign) => [campaign.audienceId!, ref(campaign)]));
  },
};

const ref = ({ id, name }: Campaign): CampaignRef => ({ id, name });
const refs = (campaigns: Campaign[]): CampaignRef[] => campaigns.map(ref);
