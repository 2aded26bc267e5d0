import { ArrayMinSize, ArrayUnique } from 'class-validator';
import { IsIds } from '../http/is-ids.js';

export class OverlapRequest {
  /**
   * Two to eight segments that are not archived.
   * @example [1, 2, 3]
   */
  @IsIds(8) @ArrayMinSize(2) @ArrayUnique() segments: number[];
}

export class RegionResponse {
  /**
   * The segments, in the order asked for.
   * @example [1, 3]
   */
  in: number[];
  /** Customers who are in each of these, and in none of the others asked for. */
  count: number;
}

/** Every customer of the union is in exactly one region. */
export class OverlapResponse {
  /** The largest first; those that nobody is in are left out. */
  regions: RegionResponse[];
  /** Customers who are in any of the segments. */
  union: number;
}

export class SimilarSegmentResponse {
  /** Of the segment. @example 2 */
  id: number;
  /** @example "Recent buyers" */
  name: string;
  /** Customers it has. */
  count: number;
  /** Customers of it who are in the segment asked about, too. */
  both: number;
  /**
   * `both`, as a share of those who are in either: 1 for the same customers, 0 for none in common.
   * @example 0.62
   */
  jaccard: number;
}

export class SimilarSegmentsResponse {
  /** At most ten, the most similar first. */
  data: SimilarSegmentResponse[];
}
