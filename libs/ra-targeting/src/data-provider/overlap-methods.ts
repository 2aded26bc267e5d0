import type { Identifier } from 'react-admin';
import type { Asking } from './custom-methods.js';
import { queryString } from './query.js';
import type { Request } from './targeting-data-provider.js';
import type { Usage } from './types.js';

/** How segments lie over each other. */
export interface Overlap {
  /** Those who are in exactly these segments; most first, without those of nobody. */
  regions: Region[];
  /** How many are in any of them. */
  union: number;
}

export interface Region {
  in: number[];
  count: number;
}

/** A segment with much the same customers as another one. */
export interface SimilarSegment {
  id: number;
  name: string;
  count: number;
  /** How many are in both. */
  both: number;
  /** Those in both by those in either: 1 when they are the same. */
  jaccard: number;
}

export const overlapMethods = (request: Request) => ({
  /** The exact sizes of all intersections of two to eight segments. */
  overlap: (segments: readonly number[], { signal }: Asking = {}) =>
    request<Overlap>('segments/overlap', { method: 'POST', body: JSON.stringify({ segments }), signal }),

  /** Segments with much the same customers, most similar first. */
  similarSegments: async (id: Identifier, { signal }: Asking = {}) =>
    (await request<{ data: SimilarSegment[] }>(`segments/${id}/similar`, { signal })).data,

  /** What uses a segment, an audience or a list. */
  usage: (resource: 'segments' | 'audiences' | 'lists', id: Identifier, { signal }: Asking = {}) =>
    request<Usage>(`${resource}/${id}/usage`, { signal }),

  /** What asks a field, or a property of an event. */
  fieldUsage: (name: string, { event, signal }: Asking & { event?: string } = {}) =>
    request<Usage>(`fields/${encodeURIComponent(name)}/usage${queryString({ event })}`, { signal }),
});
