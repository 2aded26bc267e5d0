import { type Bits, has } from './bits.js';
import { instantiateSimd } from './simd.js';

/*
 * Sets calculated from others. A term is a recipe: it is calculated where it is counted or read, block by block, so that nothing
 * but the sets that it begins with exists whole, and a part that several terms share is calculated once.
 */

/** A set, or what becomes of two. */
export type Term = Bits | Combination;

interface Combination {
  readonly operation: 'and' | 'or' | 'andNot';
  readonly a: Term;
  readonly b: Term;
}

export const and = (a: Term, b: Term): Term => ({ operation: 'and', a, b });
export const or = (a: Term, b: Term): Term => ({ operation: 'or', a, b });
/** Who is in the first alone. */
export const andNot = (a: Term, b: Term): Term => ({ operation: 'andNot', a, b });

/** How many are in each of the terms. */
export function counts(terms: readonly Term[]): number[] {
  const calculation = new Calculation(terms);
  const totals = terms.map(() => 0);
  for (let word = 0; word < calculation.words; word += blockWords) {
    calculation.run(word);
    terms.forEach((term, index) => (totals[index]! += calculation.count(term)));
  }
  return totals;
}

/** How many are in the term. */
export const count = (term: Term): number => counts([term])[0]!;

/** Everyone who is in the term: a set of its own, which stays as it is. */
export function membersOf(term: Term): Bits {
  const calculation = new Calculation([term]);
  const members = new Uint32Array(calculation.words);
  for (let word = 0; word < members.length; word += blockWords) {
    calculation.run(word);
    members.set(calculation.block(term).subarray(0, members.length - word), word);
  }
  return members;
}

export const holds = (term: Term, ordinal: number): boolean => {
  if (term instanceof Uint32Array) return has(term, ordinal);
  const [a, b] = [holds(term.a, ordinal), holds(term.b, ordinal)];
  return term.operation === 'or' ? a || b : a && b === (term.operation === 'and');
};

/** The lowest ordinals that are in the term. */
export function lowest(term: Term, most: number): number[] {
  const calculation = new Calculation([term]);
  const found: number[] = [];
  for (let word = 0; word < calculation.words && found.length < most; word += blockWords) {
    calculation.run(word);
    for (const ordinal of ordinalsOf(calculation.block(term), word)) {
      if (found.length === most) break;
      found.push(ordinal);
    }
  }
  return found;
}

/** By which of the terms hold an ordinal, as a number with a bit for each of them: how many ordinals there are. */
export function countRegions(terms: readonly Term[]): Uint32Array {
  const found = new Uint32Array(2 ** terms.length);
  const calculation = new Calculation(terms);
  for (let word = 0; word < calculation.words; word += blockWords) {
    calculation.run(word);
    addRegions(
      found,
      terms.map((term) => calculation.block(term)),
    );
  }
  return found;
}

function addRegions(found: Uint32Array, sets: readonly Bits[]): void {
  for (let word = 0; word < blockWords; word++) {
    let rest = 0;
    for (const bits of sets) rest |= bits[word]!;
    for (; rest !== 0; rest &= rest - 1) {
      const bit = 31 - Math.clz32(rest & -rest);
      let mask = 0;
      for (let position = 0; position < sets.length; position++)
        mask |= ((sets[position]![word]! >>> bit) & 1) << position;
      found[mask]! += 1;
    }
  }
}

/** Ordinals that are in, ascending. @param first word of the set that this is a part of */
export function* ordinalsOf(bits: Bits, first = 0): Generator<number> {
  for (let word = 0; word < bits.length; word++) {
    for (let rest = bits[word]!; rest !== 0; rest &= rest - 1)
      yield ((first + word) << 5) + (31 - Math.clz32(rest & -rest));
  }
}

/** Words of a block: some tens of blocks are to fit into the caches of a processor. */
const blockWords = 2_048;
const blockBytes = 4 * blockWords;
const pageBytes = 65_536;

const simd = instantiateSimd(4);
/** The memory of the loops: a place for each block that is in use. */
let memory = new Uint32Array(simd.memory.buffer);

function makeRoom(places: number): void {
  const missing = places * blockBytes - memory.byteLength;
  if (missing <= 0) return;
  simd.memory.grow(Math.ceil(missing / pageBytes));
  memory = new Uint32Array(simd.memory.buffer);
}

/** A step of a calculation, and the byte at which the place of its result begins. */
interface Step {
  readonly term: Term;
  readonly to: number;
  readonly a: number;
  readonly b: number;
}

/** One calculation is run at a time: they share the memory of the loops. */
class Calculation {
  private readonly steps: Step[] = [];
  /** Of the terms that have been put down: where, and how often each is needed later. */
  private readonly places = new Map<Term, number>();
  private readonly needed = new Map<Term, number>();
  private readonly free: number[] = [];
  private used = 0;
  /** Of the longest set. The shorter ones have nobody behind their ends. */
  words = 0;

  constructor(terms: readonly Term[]) {
    terms.forEach((term) => this.need(term));
    terms.forEach((term) => this.put(term));
    makeRoom(this.used);
  }

  private need(term: Term): void {
    const before = this.needed.get(term) ?? 0;
    this.needed.set(term, before + 1);
    if (before > 0) return;
    if (term instanceof Uint32Array) this.words = Math.max(this.words, term.length);
    else [term.a, term.b].forEach((part) => this.need(part));
  }

  /** What is not needed any more leaves its place to what comes then. */
  private put(term: Term): number {
    const known = this.places.get(term);
    if (known !== undefined) return known;
    const parts = term instanceof Uint32Array ? [] : [term.a, term.b];
    const [a = 0, b = 0] = parts.map((part) => this.put(part));
    const to = this.free.pop() ?? this.used++ * blockBytes;
    this.steps.push({ term, to, a, b });
    this.places.set(term, to);
    for (const part of parts) {
      const later = this.needed.get(part)! - 1;
      this.needed.set(part, later);
      if (later === 0) this.free.push(this.places.get(part)!);
    }
    return to;
  }

  /** Calculates the block that begins at a word. */
  run(word: number): void {
    for (const { term, to, a, b } of this.steps) {
      if (term instanceof Uint32Array) load(term, word, to / 4);
      else simd[term.operation](a, b, to, a + blockBytes);
    }
  }

  /** The block of a term that was asked for: to be read before the next run. */
  block(term: Term): Bits {
    const from = this.places.get(term)! / 4;
    return memory.subarray(from, from + blockWords);
  }

  /** How many are in that block. */
  count(term: Term): number {
    const from = this.places.get(term)!;
    return simd.count(from, from + blockBytes);
  }
}

function load(bits: Bits, word: number, to: number): void {
  const block = bits.subarray(word, word + blockWords);
  memory.set(block, to);
  if (block.length < blockWords) memory.fill(0, to + block.length, to + blockWords);
}
