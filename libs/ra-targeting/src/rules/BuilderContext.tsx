import type { Catalogue, RuleFault } from 'nest-targeting/rules';
import { createContext, useContext } from 'react';
import type { EventInfo, Fault, FieldInfo, Fields, SegmentPreview } from '../data-provider/types.js';
import type { WireGroup } from './tree/wire.js';
import type { Edits } from './use-edits.js';

/** What is allowed and perhaps not meant, as the last count has told. */
export interface Hints {
  warnings: readonly Fault[];
  /** Whether they are about the tree as it is now. */
  isCurrent: boolean;
}

export const noHints: Hints = { warnings: [], isCurrent: false };

/** What the builder shows; whoever asks for it is drawn anew with every change. */
export interface Builder {
  tree: WireGroup;
  fields: Fields;
  catalogue: Catalogue;
  faults: readonly RuleFault[];
  /** Keys of the groups that are folded up. */
  folded: ReadonlySet<number>;
  /** Of the tree as it is now; undefined while it is not counted. */
  counts?: SegmentPreview['rules'];
  hints: Hints;
}

const BuilderContext = createContext<Builder | undefined>(undefined);

export const BuilderProvider = BuilderContext.Provider;

export function useBuilder(): Builder {
  const builder = useContext(BuilderContext);
  if (!builder) throw new Error('This is a part of the rule builder.');
  return builder;
}

const ActionsContext = createContext<Edits['actions'] | undefined>(undefined);

export const ActionsProvider = ActionsContext.Provider;

/** What can be done. Never changes, so that in a long tree only the rules that have changed are drawn anew. */
export function useActions(): Edits['actions'] {
  const actions = useContext(ActionsContext);
  if (!actions) throw new Error('This is a part of the rule builder.');
  return actions;
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
