import type { CampaignDirectory, CampaignRef } from 'nest-targeting';
import { In, IsNull } from 'typeorm';
import { Mailing } from './mailing.entity.js';

export const mailingDirectory: CampaignDirectory = {
  async find(ids, manager) {
    return refs(await manager.findBy(Mailing, { slug: In(ids) }));
  },

  async using(targets, manager) {
    const [target, ids] =
      'segmentIds' in targets
        ? (['segmentNo', targets.segmentIds] as const)
        : (['audienceNo', targets.audienceIds] as const);
    const where = { [target]: In(ids), sent: IsNull() };
    const unsent = await manager.find(Mailing, { where, order: { made: 'ASC' } });
    const using = new Map<number, CampaignRef[]>();
    for (const mailing of unsent) {
      const id = mailing[target]!;
      using.set(id, [...(using.get(id) ?? []), ref(mailing)]);
    }
    return using;
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
