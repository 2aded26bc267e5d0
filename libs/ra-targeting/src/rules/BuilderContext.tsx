import type { Catalogue, RuleFault } from 'nest-targeting/rules';
import { createContext, useContext } from 'react';
import type { EventInfo, FieldInfo, Fields, SegmentPreview } from '../data-provider/types.js';
import type { WireGroup } from './tree/wire.js';
import type { Edits } from './use-edits.js';

export interface Builder extends Omit<Edits, 'said'> {
  tree: WireGroup;
  fields: Fields;
  catalogue: Catalogue;
  faults: readonly RuleFault[];
  /** Of the tree as it is now; undefined while it is not counted. */
  counts?: SegmentPreview['rules'];
}

const BuilderContext = createContext<Builder | undefined>(undefined);

export const BuilderProvider = BuilderContext.Provider;

export function useBuilder(): Builder {
  const builder = useContext(BuilderContext);
  if (!builder) throw new Error('This is a part of the rule builder.');
  return builder;
}

/** What rules may ask about at a place: everything, or within `where` the properties of an event. */
export interface Scope {
  fields: readonly FieldInfo[];
  /** Undefined within `where`. */
  events?: readonly EventInfo[];
  /** The event whose properties the fields are. */
  event?: string;
}

const ScopeContext = createContext<Scope>({ fields: [] });

export const ScopeProvider = ScopeContext.Provider;
export const useScope = (): Scope => useContext(ScopeContext);
