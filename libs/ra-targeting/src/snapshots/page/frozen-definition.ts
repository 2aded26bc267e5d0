import type { Catalogue, Names } from 'nest-targeting/rules';
import type { AudienceDefinition } from '../../data-provider/types.js';
import { readTree } from '../../rules/read-tree.js';

/** A segment as it was when it was frozen. */
export interface InlinedSegment {
  id: number;
  name: string;
  version: number;
  segment_type: 'dynamic' | 'static';
  conditions: object | null;
}

/** The definition that a snapshot holds: with every segment and list that it refers to, at any depth. */
export interface InlinedDefinition extends AudienceDefinition {
  as_of: string;
  time_zone: string;
  segments: InlinedSegment[];
  lists: { id: number; name: string }[];
}

/** The rules of a segment in words, by the names of that time; undefined when they ask what is not known any more. */
export function frozenSentence(
  { conditions }: InlinedSegment,
  definition: InlinedDefinition,
  catalogue: Catalogue,
): string | undefined {
  const moment = { now: Date.parse(definition.as_of), timeZone: definition.time_zone };
  return readTree(conditions, catalogue, namesOf(definition), moment).sentence;
}

const namesOf = ({ segments, lists }: InlinedDefinition): Names => ({
  segments: new Map(segments.map(({ id, name }) => [id, name])),
  lists: new Map(lists.map(({ id, name }) => [id, name])),
});
