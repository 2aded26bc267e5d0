import type { SegmentPreview } from '../data-provider/types.js';

export interface Step {
  path: string;
  /** How many the rules up to it hold for, together. */
  running: number;
  /** How many it holds for by itself. */
  count: number;
}

/** The outermost rules in their order: how each changes the number. */
export const stepsOf = ({ rules }: SegmentPreview, root = 'conditions'): Step[] =>
  rules.filter(({ path }) => new RegExp(`^${root}\\.rules\\[\\d+\\]$`).test(path));
