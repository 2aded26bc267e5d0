import { emptyDefinition } from '../audiences/definition.js';

/** What has versions, and so can be changed by two at once. */
export type Versioned = 'segments' | 'audiences' | 'lists';

const common = ['name', 'description', 'status'];

/** What a form can say of each, in the order in which it is shown. */
export const mergeable: Record<Versioned, readonly string[]> = {
  segments: [...common, 'conditions', 'customers', 'emails', 'tests'],
  audiences: [...common, ...Object.keys(emptyDefinition)],
  lists: [...common, 'customers', 'emails'],
};
