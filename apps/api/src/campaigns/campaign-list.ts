import type { Repository, SelectQueryBuilder } from 'typeorm';
import type { CampaignQuery, CampaignSort } from './campaign.dto.js';
import type { Campaign } from './campaign.entity.js';

const sortKeys: Record<CampaignSort, string> = {
  id: 'campaign.id',
  name: 'targeting.fold(campaign.name) COLLATE "C"',
  status: 'campaign.status',
  recipient_count: 'campaign.recipientCount',
  sent_at: 'campaign.sentAt',
  created_at: 'campaign.createdAt',
  updated_at: 'campaign.updatedAt',
};

/** The page of campaigns that a query asks for; the newest first unless told otherwise. */
export function selectCampaigns(campaigns: Repository<Campaign>, query: CampaignQuery): SelectQueryBuilder<Campaign> {
  const { page = 1, per_page = 25, sort = 'id', order = query.sort ? 'asc' : 'desc', q, status, segment_id, audience_id } = query;
  const direction = order.toLowerCase() === 'asc' ? 'ASC' : 'DESC';
  const select = campaigns.createQueryBuilder('campaign');
  if (q) select.andWhere('strpos(targeting.fold(campaign.name), targeting.fold(:q)) > 0', { q });
  if (status) select.andWhere('campaign.status = :status', { status });
  if (segment_id) select.andWhere('campaign.segmentId = :segment_id', { segment_id });
  if (audience_id) select.andWhere('campaign.audienceId = :audience_id', { audience_id });
  return select
    .orderBy(sortKeys[sort], direction, 'NULLS LAST')
    .addOrderBy('campaign.id', direction)
    .limit(per_page)
    .offset(Math.min((page - 1) * per_page, Number.MAX_SAFE_INTEGER));
}
