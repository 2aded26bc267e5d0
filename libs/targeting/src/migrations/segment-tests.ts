/** What must hold of a segment: who is in, who is not, and how many. */
export const segmentTestsSql = ['ALTER TABLE targeting.segments ADD COLUMN tests jsonb'];
