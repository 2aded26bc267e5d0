import type { Field } from './catalogue.js';
import type { Key } from './tree.js';

/** Everything about one customer that rules can ask, in memory. Values are raw JSON; numbers may be `Big`. */
export interface Person {
  readonly key: Key;
  readonly values: Values;
  /** Of every type the rules ask for. */
  readonly events: readonly PersonEvent[];
  /** Ids of the lists the customer is on. */
  readonly lists: ReadonlySet<number>;
  /** In words, how the customer came onto each list; where that was asked for. */
  readonly waysOntoLists?: ReadonlyMap<number, readonly string[]>;
  readonly contacts: readonly Contact[];
}

/** Raw values by the name of their field. */
export type Values = ReadonlyMap<Field['name'], unknown>;

export interface PersonEvent {
  readonly type: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly properties: Values;
}

export interface Contact {
  readonly campaignId: string;
  /** Where it was asked for, and the host knows it. */
  readonly campaignName?: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}
