import { instantiateSimd, type Simd } from './simd.js';

/*
 * Sets of customers as bits: the bit of an ordinal is set when the customer is in. All sets of a calculation have the same
 * length, and none is changed once it has been handed out.
 */

export type Bits = Uint32Array;

/** Words that hold the ordinals below `ordinals`. */
export const wordsFor = (ordinals: number): number => (ordinals + 31) >>> 5;

/** Words that are worked on at a time, in the memory of the loops: two sets and what becomes of them. */
const blockWords = 16_384;
const simd = instantiateSimd(3);
const first = new Uint32Array(simd.memory.buffer, 0, blockWords);
const second = new Uint32Array(simd.memory.buffer, first.byteLength, blockWords);
const third = new Uint32Array(simd.memory.buffer, 2 * first.byteLength, blockWords);

export const and = (a: Bits, b: Bits): Bits => combined(simd.and, a, b);
export const or = (a: Bits, b: Bits): Bits => combined(simd.or, a, b);
export const andNot = (a: Bits, b: Bits): Bits => combined(simd.andNot, a, b);

/** How many are in. */
export function count(set: Bits): number {
  let total = 0;
  for (let word = 0; word < set.length; word += blockWords) total += simd.count(0, fill(first, set, word));
  return total;
}

/** How many are in both. */
export const countAnd = (a: Bits, b: Bits): number => counted(simd.countAnd, a, b);

/** How many are in the first alone. */
export const countAndNot = (a: Bits, b: Bits): number => counted(simd.countAndNot, a, b);

function combined(loop: Simd['and'], a: Bits, b: Bits): Bits {
  const result = new Uint32Array(a.length);
  for (let word = 0; word < a.length; word += blockWords) {
    const end = fill(first, a, word);
    fill(second, b, word);
    loop(first.byteOffset, second.byteOffset, third.byteOffset, end);
    result.set(third.subarray(0, Math.min(blockWords, a.length - word)), word);
  }
  return result;
}

function counted(loop: Simd['countAnd'], a: Bits, b: Bits): number {
  let total = 0;
  for (let word = 0; word < a.length; word += blockWords) {
    const end = fill(first, a, word);
    fill(second, b, word);
    total += loop(first.byteOffset, second.byteOffset, end);
  }
  return total;
}

/** By which of the sets hold an ordinal, as a number with a bit for each of them: how many ordinals there are. */
export function countRegions(sets: readonly Bits[]): Uint32Array {
  const counts = new Uint32Array(2 ** sets.length);
  const words = sets[0]?.length ?? 0;
  for (let word = 0; word < words; word++) {
    let rest = 0;
    for (const bits of sets) rest |= bits[word]!;
    for (; rest !== 0; rest &= rest - 1) {
      const bit = 31 - Math.clz32(rest & -rest);
      let mask = 0;
      for (let position = 0; position < sets.length; position++)
        mask |= ((sets[position]![word]! >>> bit) & 1) << position;
      counts[mask]! += 1;
    }
  }
  return counts;
}

/**
 * Puts a block of a set into the memory of the loops; nobody is behind its end.
 * @returns how many bytes it has, in whole steps of the loops
 */
function fill(place: Bits, bits: Bits, from: number): number {
  const block = bits.subarray(from, from + blockWords);
  place.set(block);
  place.fill(0, block.length);
  return (block.byteLength + 15) & ~15;
}

export function set(bits: Bits, ordinal: number, value: boolean): void {
  const mask = 1 << (ordinal & 31);
  if (value) bits[ordinal >>> 5]! |= mask;
  else bits[ordinal >>> 5]! &= ~mask;
}

export const has = (bits: Bits, ordinal: number): boolean =>
  ((bits[ordinal >>> 5] ?? 0) & (1 << (ordinal & 31))) !== 0;

/** Ordinals that are in, ascending. */
export function* ordinalsOf(bits: Bits): Generator<number> {
  for (let word = 0; word < bits.length; word++) {
    for (let rest = bits[word]!; rest !== 0; rest &= rest - 1)
      yield (word << 5) + (31 - Math.clz32(rest & -rest));
  }
}

/** The same set with room for more. */
export function grown(bits: Bits, words: number): Bits {
  if (bits.length >= words) return bits;
  const result = new Uint32Array(words);
  result.set(bits);
  return result;
}

/** Ordinals that are in the first and not in the second, whatever their lengths. */
export function ordinalsIn(a: Bits, b: Bits): number[] {
  const words = Math.max(a.length, b.length);
  return [...ordinalsOf(andNot(grown(a, words), grown(b, words)))];
}
