import { type Fact, type Formula, isImpossible, join, meet } from './facts.js';
import { agreesInText } from './text-relations.js';
import { agreesInCounts } from './count-relations.js';

/** By subject, what it can be. What is not named can be anything. */
type State = ReadonlyMap<string, Fact>;

/**
 * Whether a formula can hold. `false` is certain: each subject by itself, or two that have to do with each other, would have
 * to be what they cannot be. `true` only says that nothing speaks against it.
 */
export const isPossible = (formula: Formula): boolean => stateOf(formula) !== undefined;

/** Choices are looked at several times, at every depth: what each comes to is found once, or the time would double at each. */
const states = new WeakMap<Formula, State | undefined>();

/** What must be so wherever the formula holds; undefined when it never does. */
function stateOf(formula: Formula): State | undefined {
  if (formula.kind === 'fact')
    return isImpossible(formula.set) ? undefined : new Map([[formula.subject, formula]]);
  if (!states.has(formula))
    states.set(formula, formula.kind === 'all' ? together(formula.parts) : either(formula.parts));
  return states.get(formula);
}

function together(nested: readonly Formula[]): State | undefined {
  const parts = flat(nested);
  const choices = parts.filter(isChoice);
  let known: State | undefined = met(
    new Map(),
    parts.filter((part) => part.kind === 'fact'),
  );
  // What is known leaves fewer choices, and these leave less to others.
  for (let round = 0; round < 2; round++)
    for (const { parts: choice } of choices) known = known && both(known, either(choice, known));
  return known;
}

const flat = (parts: readonly Formula[]): readonly Formula[] =>
  parts.flatMap((part) => (part.kind === 'all' ? flat(part.parts) : [part]));

const isChoice = (part: Formula): part is Choice => part.kind === 'any';
type Choice = Extract<Formula, { kind: 'all' | 'any' }>;

/** What is common to the choices that are left. */
function either(parts: readonly Formula[], known: State = new Map()): State | undefined {
  const left = parts.map(stateOf).filter((state) => state && both(known, state));
  return left.length === 0 ? undefined : (left as State[]).reduce(common);
}

function both(a: State, b: State | undefined): State | undefined {
  if (!b) return undefined;
  return a.size === 0 ? b : met(a, b.values());
}

/** A state with more facts. */
function met(a: State, facts: Iterable<Fact>): State | undefined {
  const known = new Map(a);
  for (const fact of facts) {
    const before = known.get(fact.subject);
    const narrowed = before ? { ...fact, set: meet(before.set, fact.set) } : fact;
    if (isImpossible(narrowed.set)) return undefined;
    known.set(fact.subject, narrowed);
  }
  const all = [...known.values()];
  return agreesInText(all) && agreesInCounts(all) ? known : undefined;
}

function common(a: State, b: State): State {
  const found = new Map<string, Fact>();
  for (const [subject, fact] of a) {
    const other = b.get(subject);
    if (other) found.set(subject, { ...fact, set: join(fact.set, other.set) });
  }
  return found;
}
