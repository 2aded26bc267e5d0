import type { Key } from '../rules/index.js';

/** Who must be in a segment and who must not, and how many; as it is stored, and on the wire. */
export interface SegmentTests {
  readonly include: readonly Key[];
  readonly exclude: readonly Key[];
  readonly size: { readonly min: number | null; readonly max: number | null };
}

/** Pins of each kind. */
export const mostPins = 100;
