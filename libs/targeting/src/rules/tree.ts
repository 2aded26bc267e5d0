import type { Comparison } from './comparison.js';
import type { EventType, Field } from './catalogue.js';
import type { FieldOperator, Test } from './operators/operator.js';
import type { Duration } from './time.js';
import type { Window } from './window.js';

/** A customer's key, as the host's database gives it. */
export type Key = number | string;

interface Node {
  /** Where it stands, e.g. `conditions.rules[1]`. */
  readonly path: string;
}

/** `AND` or `OR` of rules, optionally negated. */
export interface Group extends Node {
  readonly kind: 'group';
  readonly logic: 'AND' | 'OR';
  readonly not: boolean;
  readonly rules: readonly Rule[];
}

/** A test of a field of the customer, or within `where` of a property of the event. */
export interface FieldRule extends Node {
  readonly kind: 'field';
  readonly field: Field;
  readonly operator: FieldOperator;
  /** The field it is compared with in place of a value. */
  readonly otherField?: Field;
  readonly test: Test;
}

/** What an event must be like to count. */
export interface EventFilter {
  readonly event: EventType;
  readonly window: Window | undefined;
  readonly where: Group | undefined;
}

export type EventQuestion =
  | { readonly kind: 'any' }
  | { readonly kind: 'none' }
  | { readonly kind: 'first' }
  | { readonly kind: 'last' }
  | { readonly kind: 'count'; readonly comparison: Comparison }
  | {
      readonly kind: 'aggregate';
      readonly function: AggregateFunction;
      readonly field: Field;
      readonly comparison: Comparison;
    }
  | {
      readonly kind: 'then';
      readonly negated: boolean;
      readonly next: EventFilter;
      readonly within: Duration;
    };

export type AggregateFunction = 'sum' | 'avg' | 'min' | 'max' | 'count_distinct';

export interface EventRule extends Node, EventFilter {
  readonly kind: 'event';
  readonly question: EventQuestion;
}

/** Membership of another segment; `target` stands there once references are resolved. */
export interface SegmentRule extends Node {
  readonly kind: 'segment';
  readonly id: number;
  readonly negated: boolean;
  readonly target?: SegmentTarget;
  /** Known without a target, too, once references are named. */
  readonly name?: string;
}

export interface SegmentTarget {
  readonly name: string;
  readonly rule: Rule;
}

export interface ListRule extends Node {
  readonly kind: 'list';
  readonly id: number;
  readonly negated: boolean;
  /** Known once references are resolved. */
  readonly name?: string;
}

/** Whether a campaign has reached the customer, by the contact log. */
export interface ContactedRule extends Node {
  readonly kind: 'contacted';
  readonly window: Window | undefined;
  /** Any campaign when undefined. */
  readonly campaigns: readonly string[] | undefined;
  /** By campaign, as far as they are known. */
  readonly names?: ReadonlyMap<string, string>;
  readonly negated: boolean;
}

/** A stable random share of all customers. */
export interface SampleRule extends Node {
  readonly kind: 'sample';
  readonly percent: string;
  readonly salt: string;
  readonly negated: boolean;
}

/** Customers picked by hand. Comes from audiences; rule trees cannot say it. */
export interface CustomersRule extends Node {
  readonly kind: 'customers';
  readonly keys: readonly Key[];
}

/** Every customer. Comes from audiences of hosts that know no status; rule trees cannot say it. */
export interface EveryoneRule extends Node {
  readonly kind: 'everyone';
}

export type Rule =
  | Group
  | FieldRule
  | EventRule
  | SegmentRule
  | ListRule
  | ContactedRule
  | SampleRule
  | CustomersRule
  | EveryoneRule;
