import type { Key } from '../rules/index.js';
import type { DefinitionStatus } from '../segments/segment.entity.js';

/** What has versions. */
export type DefinitionKind = 'segment' | 'audience' | 'list';

/** A definition as it stands in a version: what can be said of it by a PUT, on the wire. */
export interface Definition {
  name: string;
  description: string;
  status: DefinitionStatus;
  /** Of lists and fixed segments, unless they are too many to be shown. */
  customers?: Key[];
  emails?: string[];
  [setting: string]: unknown;
}

/** Whether it lists customers picked by hand, though a version of it may have too many of them to hold them. */
export const isPickedByHand = (kind: DefinitionKind, definition: Definition): boolean =>
  kind === 'list' || definition['segment_type'] === 'static';
