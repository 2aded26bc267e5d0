import type { CampaignDirectory, CampaignRef } from 'nest-targeting';
import { In, IsNull } from 'typeorm';
import { Mailing } from './mailing.entity.js';

export const mailingDirectory: CampaignDirectory = {
  async find(ids, manager) {
    return refs(await manager.findBy(Mailing, { slug: In(ids) }));
  },

  async using(target, manager) {
    const mine = 'segmentId' in target ? { segmentNo: target.segmentId } : { audienceNo: target.audienceId };
    return refs(await manager.find(Mailing, { where: { ...mine, sent: IsNull() }, order: { made: 'ASC' } }));
  },

  async newestOf(audienceIds, manager) {
    const mailings = await manager.find(Mailing, {
      where: { audienceNo: In(audienceIds) },
      order: { made: 'ASC' },
    });
    return new Map(mailings.map((mailing) => [mailing.audienceNo!, ref(mailing)]));
  },
};

const ref = ({ slug, title }: Mailing): CampaignRef => ({ id: slug, name: title });
const refs = (mailings: Mailing[]): CampaignRef[] => mailings.map(ref);
