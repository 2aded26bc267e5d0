import type { Span } from '../span.js';
import { among, complement, intersection, isEmpty, type Ranges, union } from './ranges.js';

/** A set of what a subject can be: nothing at all, or a value of one of its kinds. */
export interface ValueSet {
  readonly missing: boolean;
  /** By kind: a date may be a whole day or an instant. */
  readonly kinds: readonly Ranges[];
}

/** What a rule says about one subject, exactly: it holds if, and only if, the subject is one of the set. */
export interface Fact {
  readonly kind: 'fact';
  /** As JSON, so that no name of a field or an event can make it another's. */
  readonly subject: string;
  /** Only facts of one family can have to do with each other. */
  readonly family: string;
  readonly set: ValueSet;
  /** Everything that the subject can be. */
  readonly domain: ValueSet;
  /** Of a test of a text: what it asks of the folded text. */
  readonly text?: TextTest;
  /** Of a number of events or contacts: when they are counted; undefined is ever. */
  readonly counted?: { readonly span: Span | undefined };
}

export interface TextTest {
  /** The subject that the text is. */
  readonly field: string;
  readonly name: 'contains' | 'starts_with' | 'ends_with' | 'matches';
  readonly value: string;
  holds(folded: string): boolean;
}

/** A rule as facts. No part of `all` is true, of `any` false. */
export type Formula = Fact | { readonly kind: 'all' | 'any'; readonly parts: readonly Formula[] };

export const all = (...parts: Formula[]): Formula => ({ kind: 'all', parts });
export const any = (...parts: Formula[]): Formula => ({ kind: 'any', parts });
export const constant = (holds: boolean): Formula => (holds ? all() : any());

/** Of each formula once, and then by itself: a formula is asked for again and again beside others. */
const negations = new WeakMap<Formula, Formula>();

export function negate(formula: Formula): Formula {
  let negation = negations.get(formula);
  if (!negation) negations.set(formula, (negation = opposite(formula)));
  return negation;
}

function opposite(formula: Formula): Formula {
  if (formula.kind === 'fact') return { ...formula, set: otherwise(formula) };
  return { kind: formula.kind === 'all' ? 'any' : 'all', parts: formula.parts.map(negate) };
}

const otherwise = ({ set, domain }: Fact): ValueSet => ({
  missing: domain.missing && !set.missing,
  kinds: domain.kinds.map((kind, index) => intersection(kind, complement(set.kinds[index]!))),
});

export const meet = (a: ValueSet, b: ValueSet): ValueSet => ({
  missing: a.missing && b.missing,
  kinds: a.kinds.map((kind, index) => intersection(kind, b.kinds[index]!)),
});

export const join = (a: ValueSet, b: ValueSet): ValueSet => ({
  missing: a.missing || b.missing,
  kinds: a.kinds.map((kind, index) => union(kind, b.kinds[index]!)),
});

export const isImpossible = ({ missing, kinds }: ValueSet): boolean => !missing && kinds.every(isEmpty);

/** Some value, whichever. */
export const present = ({ kinds }: ValueSet): ValueSet => ({ missing: false, kinds });

/** A question that is answered by yes or no, of which no more is known. */
export const yes = (subject: string, family = subject): Fact => ({
  kind: 'fact',
  subject,
  family,
  domain: { missing: false, kinds: [among([0, 1])] },
  set: { missing: false, kinds: [among([1])] },
});

/** Families that a formula speaks of. */
export function familiesOf(formula: Formula, found = new Set<string>()): Set<string> {
  if (formula.kind === 'fact') found.add(formula.family);
  else for (const part of formula.parts) familiesOf(part, found);
  return found;
}
