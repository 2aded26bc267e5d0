import type { CampaignDirectory, CampaignRef } from 'nest-targeting';
import { In, Not } from 'typeorm';
import { Campaign } from './campaign.entity.js';

/** The campaigns, as far as audiences and rules must know them. */
export const campaignDirectory: CampaignDirectory = {
  async find(ids, manager) {
    const possible = ids.filter((id) => /^[1-9]\d{0,9}$/.test(id) && Number(id) <= 2_147_483_647).map(Number);
    return refs(await manager.findBy(Campaign, { id: In(possible) }));
  },

  async using(targets, manager) {
    const [target, ids] =
      'segmentIds' in targets
        ? (['segmentId', targets.segmentIds] as const)
        : (['audienceId', targets.audienceIds] as const);
    const where = { [target]: In(ids), status: Not('sent' as const) };
    const using = new Map<number, CampaignRef[]>();
    for (const campaign of await manager.find(Campaign, { where, order: { id: 'ASC' } })) {
      const id = campaign[target]!;
      using.set(id, [...(using.get(id) ?? []), ref(campaign)]);
    }
    return using;
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
