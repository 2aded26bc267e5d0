import { type Fault, ProblemException } from '../http/problem.js';
import type { Target } from './target-loader.js';

/** Where a segment stands in the audience that it is as a target, and where in what has the target. */
const [inAudience, inTarget] = ['include_segments[0]', 'segment_id'];

/** The faults or warnings of a target, each at the place that whoever names the target knows. */
export const placedInTarget = <T extends Fault>(target: Target, faults: readonly T[]): T[] =>
  faults.map((fault) =>
    'segmentId' in target && fault.path === inAudience ? { ...fault, path: inTarget } : fault,
  );

/** Works with a target: what is wrong with a segment is said of `segment_id`, as a campaign has it. */
export async function workingWith<T>(target: Target, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!('segmentId' in target) || !(error instanceof ProblemException)) throw error;
    const { detail, errors, more } = error;
    throw new ProblemException(error.getStatus(), detail, placedInTarget(target, errors), more);
  }
}
