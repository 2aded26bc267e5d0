import type { Definition } from '../history/definition.js';
import type { Key } from '../rules/index.js';
import type { SegmentEntity } from './segment.entity.js';

/** A segment as its versions keep it. @param picked of a static one, unless they are too many */
export const segmentDefinition = (
  { name, description, status, segmentType, conditions, tests }: SegmentEntity,
  picked?: { customers: Key[]; emails: string[] },
): Definition => ({ name, description, status, segment_type: segmentType, conditions, tests, ...picked });
