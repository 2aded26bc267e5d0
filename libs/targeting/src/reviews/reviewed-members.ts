import type { EntityManager } from 'typeorm';
import { blockOrdinals, blockWords, bytesOf } from '../engine/bit-blocks.js';
import type { MembersSql } from '../snapshots/compare/compare-members.js';
import type { NumberedMembers } from '../targets/counts.js';

/** Who looked when, at how many. */
export interface Review {
  readonly campaignId: string;
  readonly at: Date;
  readonly by: string | null;
  readonly count: number;
  readonly byKey: boolean;
}

export async function loadReview(campaignId: string, manager: EntityManager): Promise<Review | undefined> {
  const [review] = await manager.query<Review[]>(
    `SELECT campaign_id AS "campaignId", reviewed_at AS at, reviewed_by AS by, count, by_key AS "byKey"
       FROM targeting.target_reviews WHERE campaign_id = $1`,
    [campaignId],
  );
  return review;
}

/** Puts a review in the place of the one before. */
export async function storeReview(
  { campaignId, at, by, count }: Omit<Review, 'byKey'>,
  { bits, areKeys }: NumberedMembers,
  manager: EntityManager,
): Promise<void> {
  // Whoever stores one for the same campaign waits here.
  await manager.query(
    `INSERT INTO targeting.target_reviews (campaign_id, reviewed_at, reviewed_by, count, by_key) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (campaign_id) DO UPDATE SET reviewed_at = excluded.reviewed_at, reviewed_by = excluded.reviewed_by,
         count = excluded.count, by_key = excluded.by_key`,
    [campaignId, at, by, count, areKeys],
  );
  await manager.query('DELETE FROM targeting.target_review_members WHERE campaign_id = $1', [campaignId]);
  const blocks = Array.from({ length: Math.ceil(bits.length / blockWords) }, (_, block) => block);
  await manager.query(
    `INSERT INTO targeting.target_review_members (campaign_id, block, members)
       SELECT $1, block, members FROM unnest($2::int[], $3::bytea[]) b(block, members)`,
    [campaignId, blocks, blocks.map((block) => bytesOf(bits, block))],
  );
}

/** Whoever was seen. The blocks are read once, in memory, and their bits looked at one by one. */
export const reviewedMembers =
  ({ campaignId, byKey }: Review): MembersSql =>
  (writer) => {
    const ordinal = `b.block * ${blockOrdinals} + n.bit`;
    const [key, join] = byKey
      ? [ordinal, '']
      : ['o.customer_id', `JOIN targeting.ordinals o ON o.ordinal = ${ordinal}`];
    return `WITH blocks AS MATERIALIZED (SELECT block, members || ''::bytea AS members FROM targeting.target_review_members
         WHERE campaign_id = ${writer.param(campaignId, 'text')})
       SELECT ${key} AS customer_id FROM blocks b CROSS JOIN generate_series(0, ${blockOrdinals - 1}) n(bit) ${join}
         WHERE get_bit(b.members, n.bit) <> 0`;
  };
