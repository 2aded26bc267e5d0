import type { Identifier } from 'react-admin';
import type { Asking } from './custom-methods.js';
import type {
  FailingSegment,
  Impact,
  SizeHistory,
  TestedSegment,
  Version,
  VersionDetail,
  Versioned,
} from './history-types.js';
import { queryString } from './query.js';
import type { Request } from './targeting-data-provider.js';
import type { Audience, CustomerList, Segment } from './types.js';

/** What was saved before, what would come of saving, and what has to hold of it. */
export const historyMethods = (request: Request) => ({
  /** The versions of a definition, the newest first. */
  versions: (
    target: Versioned,
    id: Identifier,
    { signal, ...page }: Asking & { page?: number; per_page?: number } = {},
  ) =>
    request<{ data: Version[]; total: number }>(`${target}/${id}/versions${queryString(page)}`, { signal }),

  /** A version with its definition. `against`: the version that its changes are told from. */
  version: (
    target: Versioned,
    id: Identifier,
    version: number,
    { against, signal }: Asking & { against?: number } = {},
  ) => request<VersionDetail>(`${target}/${id}/versions/${version}${queryString({ against })}`, { signal }),

  /** Saves a version anew, as the newest. */
  restoreVersion: (target: Versioned, id: Identifier, version: number, options: { force?: boolean } = {}) =>
    request<Segment | Audience | CustomerList>(`${target}/${id}/versions/${version}/restore`, {
      method: 'POST',
      body: JSON.stringify(options),
    }),

  /** Who would come into a saved segment and leave it by other rules, and what else that would change. */
  impact: (id: Identifier, conditions: unknown, { signal }: Asking = {}) =>
    request<Impact>(`segments/${id}/impact`, {
      method: 'POST',
      body: JSON.stringify({ conditions }),
      signal,
    }),

  /** Whether the tests of a segment pass now. */
  segmentTests: (id: Identifier, { signal }: Asking = {}) =>
    request<TestedSegment>(`segments/${id}/tests`, { signal }),

  /** The segments whose tests do not pass now. */
  failingSegments: async ({ signal }: Asking = {}) =>
    (await request<{ data: FailingSegment[] }>('segments/tests/failing', { signal })).data,

  /** The sizes of a segment, the latest first. */
  sizeHistory: (id: Identifier, { signal }: Asking = {}) =>
    request<SizeHistory>(`segments/${id}/history${queryString({ per_page: 100 })}`, { signal }),
});
