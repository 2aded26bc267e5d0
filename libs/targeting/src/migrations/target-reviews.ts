/**
 * Whom somebody saw before a campaign was sent: bits of ordinals in blocks of 32,768, as with observed members. `by_key`: the
 * ordinals are the keys of the customers themselves.
 */
export const targetReviewsSql: string[] = [
  `CREATE TABLE targeting.target_reviews (campaign_id text PRIMARY KEY, reviewed_at timestamptz NOT NULL, reviewed_by text,
     count integer NOT NULL, by_key boolean NOT NULL)`,
  `CREATE TABLE targeting.target_review_members (campaign_id text NOT NULL REFERENCES targeting.target_reviews ON DELETE CASCADE,
     block integer NOT NULL, members bytea NOT NULL, PRIMARY KEY (campaign_id, block))`,
];
