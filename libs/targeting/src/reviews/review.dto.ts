import { AudiencePreviewResponse } from '../audiences/audience.dto.js';
import { MovedResponse } from '../snapshots/compare/compare.dto.js';

/** A preview that is remembered. */
export class TargetReviewResponse extends AudiencePreviewResponse {
  /** The instant that it holds for: what has moved since is told by comparing with it. */
  reviewed_at: string;
}

/** Whom somebody has seen. */
export class ReviewedResponse {
  /** @example 12410 */
  count: number;
  /** When they were seen. */
  at: string;
  /** Who looked; null when the host does not say. */
  by: string | null;
}

/** Whom it would reach now, or whom it has reached. */
export class ReachedResponse {
  /** @example 12398 */
  count: number;
  /** The instant that it holds for; of a campaign that is sent, that of the send. */
  as_of: string;
}

/** What has moved between the review of a campaign and now; of a sent campaign, what was sent. */
export class TargetDriftResponse extends MovedResponse {
  /** Null when nobody has reviewed it: then nothing is compared. */
  reviewed: ReviewedResponse | null;
  /** Who would get it now; of a sent campaign, who got it. */
  now: ReachedResponse;
}
