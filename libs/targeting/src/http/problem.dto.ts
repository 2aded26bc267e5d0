import type { Fault } from './problem.js';

/** One thing that is wrong, with its place. */
export class ProblemResponse implements Fault {
  /** @example include_segments[0] */
  path: string;
  /** @example archived_segment */
  code: string;
  message: string;
}
