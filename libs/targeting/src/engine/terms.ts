import { type Bits, has } from './bits.js';
import { BlockCounts, blockWords } from './block-counts.js';
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

/** How many are in each of the terms. @param before what was counted of them before, to be kept for the next time */
export function counts(terms: readonly Term[], before = new BlockCounts()): number[] {
  const positions = new Map(terms.map((term, position) => [term, position]));
  const calculation = new Calculation(terms, false);
  before.begin(calculation.sets, terms.length);
  before.update((block, numbers) =>
    calculation.run(block * blockWords, (term, from) => {
      numbers[positions.get(term)!] = simd.count(from, from + blockBytes);
    }),
  );
  const { totals } = before;
  return terms.map((term) => totals[positions.get(term)!] ?? 0);
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

/** Of each ordinal, in ascending order: whether each of the terms holds it. */
export function holders(terms: readonly Term[], ordinals: readonly number[]): boolean[][] {
  const calculation = new Calculation(terms);
  let start: number | undefined;
  return ordinals.map((ordinal) => {
    const first = Math.floor(ordinal / (32 * blockWords)) * blockWords;
    if (first !== start) calculation.run((start = first));
    return terms.map((term) => has(calculation.block(term), ordinal - 32 * first));
  });
}

/** The lowest ordinals that are in the term. @param from none below it */
export function lowest(term: Term, most: number, from = 0): number[] {
  const calculation = new Calculation([term]);
  const found: number[] = [];
  const first = Math.max(0, from) >>> 5;
  const firstBlock = first - (first % blockWords);
  for (let word = firstBlock; word < calculation.words && found.length < most; word += blockWords) {
    calculation.run(word);
    const before = Math.max(0, first - word);
    for (const ordinal of ordinalsOf(calculation.block(term).subarray(before), word + before)) {
      if (found.length === most) break;
      if (ordinal >= from) found.push(ordinal);
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

/** A step of a calculation, with the bytes at which the places of its result and of its parts begin. */
interface Step {
  readonly term: Term;
  readonly isWanted: boolean;
  readonly to: number;
  readonly a: number;
  readonly b: number;
}

/** One calculation is run at a time: they share the memory of the loops. */
class Calculation {
  private readonly steps: Step[] = [];
  private readonly places = new Map<Term, number>();
  /** That it begins with. */
  readonly sets: readonly Bits[];
  /** Of the longest set. The shorter ones have nobody behind their ends. */
  readonly words: number;

  /** @param isKept whether the blocks of these terms are read after a run, in place of in it */
  constructor(wanted: readonly Term[], isKept = true) {
    const order = inOrder(wanted);
    const later = new Map<Term, number>(isKept ? wanted.map((term) => [term, 1]) : []);
    for (const part of order.flatMap(partsOf)) later.set(part, (later.get(part) ?? 0) + 1);
    const isWanted = new Set(wanted);
    const free: number[] = [];
    let used = 0;
    // What is not needed any more leaves its place to what comes then.
    const release = (term: Term) => void (later.get(term) || free.push(this.places.get(term)!));
    for (const term of order) {
      const parts = partsOf(term);
      const [a = 0, b = 0] = parts.map((part) => this.places.get(part)!);
      const to = free.pop() ?? used++ * blockBytes;
      this.places.set(term, to);
      this.steps.push({ term, isWanted: isWanted.has(term), to, a, b });
      for (const part of parts) {
        later.set(part, later.get(part)! - 1);
        release(part);
      }
      release(term);
    }
    this.sets = order.filter((term) => term instanceof Uint32Array);
    this.words = this.sets.reduce((most, { length }) => Math.max(most, length), 0);
    makeRoom(used);
  }

  /** Calculates the block that begins at a word. @param read where the block of a term that is wanted begins, while it is there */
  run(word: number, read?: (term: Term, from: number) => void): void {
    for (const { term, isWanted, to, a, b } of this.steps) {
      if (term instanceof Uint32Array) load(term, word, to / 4);
      else simd[term.operation](a, b, to, a + blockBytes);
      if (isWanted) read?.(term, to);
    }
  }

  /** The block of a term that is kept: to be read before the next run. */
  block(term: Term): Bits {
    const from = this.places.get(term)! / 4;
    return memory.subarray(from, from + blockWords);
  }
}

const partsOf = (term: Term): readonly Term[] => (term instanceof Uint32Array ? [] : [term.a, term.b]);

/** Each term once, its parts before it. They may be nested deeper than calls can be. */
function inOrder(terms: readonly Term[]): Term[] {
  const done = new Set<Term>();
  const open = [...terms];
  while (open.length > 0) {
    const term = open.at(-1)!;
    const missing = done.has(term) ? [] : partsOf(term).filter((part) => !done.has(part));
    // The first part comes first: a long chain is calculated link by link, and needs few places.
    if (missing.length > 0) open.push(...missing.reverse());
    else done.add(open.pop()!);
  }
  return [...done];
}

function load(bits: Bits, word: number, to: number): void {
  const block = bits.subarray(word, word + blockWords);
  memory.set(block, to);
  if (block.length < blockWords) memory.fill(0, to + block.length, to + blockWords);
}
