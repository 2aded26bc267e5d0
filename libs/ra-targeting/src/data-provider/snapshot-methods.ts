import type { Identifier } from 'react-admin';
import type { Asking } from './custom-methods.js';
import { queryString } from './query.js';
import type { Request } from './targeting-data-provider.js';
import type { AudiencePreview, Person } from './types.js';

/** What became of a snapshot when it was checked: both lists are sentences. */
export interface Verification {
  /** Whether the members still have the hash that was written when it was taken. */
  hash_matches: boolean;
  /** Whether its definition, asked again as of its instant, gives the same members; null when that cannot be asked any more. */
  members_match: boolean | null;
  checked: string[];
  not_checked: string[];
}

/** Somebody who came in or left between two moments, and why. */
export interface Moved extends Person {
  reason: string;
}

/** Who came in and who left between two moments: how many, and some of them. */
export interface Movement {
  entered: number;
  left: number;
  entered_sample: Moved[];
  left_sample: Moved[];
}

export interface SnapshotDiff extends Movement {
  stayed: number;
  /** What has changed of the definition, in words. */
  changes: string[];
}

/** What has moved since a campaign was reviewed; of a sent one, `now` is what was sent. */
export interface Drift extends Movement {
  /** Null before its first review. */
  reviewed: { count: number; at: string; by: string | null } | null;
  now: { count: number; as_of: string };
}

export const snapshotMethods = (request: Request) => ({
  /** Checks the hash of a snapshot, and its members where the data still allows. */
  verifySnapshot: (id: Identifier, { signal }: Asking = {}) =>
    request<Verification>(`snapshots/${id}/verify`, { signal }),

  /** From a snapshot to now, or to another one of the same audience. */
  diffSnapshot: (id: Identifier, against: Identifier, { signal }: Asking = {}) =>
    request<SnapshotDiff>(`snapshots/${id}/diff${queryString({ against: String(against) })}`, { signal }),

  /** Remembers who would get a campaign now: whoever confirms it sees what has moved since. */
  reviewCampaign: (id: Identifier) =>
    request<AudiencePreview & { reviewed_at: string }>(`campaigns/${id}/review`, {
      method: 'POST',
      body: '{}',
    }),

  campaignDrift: (id: Identifier, { signal }: Asking = {}) =>
    request<Drift>(`campaigns/${id}/drift`, { signal }),
});
