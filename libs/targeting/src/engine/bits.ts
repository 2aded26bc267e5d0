/*
 * Sets of customers as bits: the bit of an ordinal is set when the customer is in. All sets of a calculation have the same
 * length, and none is changed once it has been handed out.
 */

export type Bits = Uint32Array;

/** Words that hold the ordinals below `ordinals`. */
export const wordsFor = (ordinals: number): number => (ordinals + 31) >>> 5;

export function and(a: Bits, b: Bits): Bits {
  const result = new Uint32Array(a.length);
  for (let word = 0; word < a.length; word++) result[word] = a[word]! & b[word]!;
  return result;
}

export function or(a: Bits, b: Bits): Bits {
  const result = new Uint32Array(a.length);
  for (let word = 0; word < a.length; word++) result[word] = a[word]! | b[word]!;
  return result;
}

export function andNot(a: Bits, b: Bits): Bits {
  const result = new Uint32Array(a.length);
  for (let word = 0; word < a.length; word++) result[word] = a[word]! & ~b[word]!;
  return result;
}

/** How many are in. Loops of their own, since a function called for each word takes ten times as long. */
export function count(set: Bits): number {
  let total = 0;
  for (let word = 0; word < set.length; word++) total += ones(set[word]!);
  return total;
}

/** How many are in both. */
export function countAnd(a: Bits, b: Bits): number {
  let total = 0;
  for (let word = 0; word < a.length; word++) total += ones(a[word]! & b[word]!);
  return total;
}

/** How many are in the first alone. */
export function countAndNot(a: Bits, b: Bits): number {
  let total = 0;
  for (let word = 0; word < a.length; word++) total += ones(a[word]! & ~b[word]!);
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

/** Bits set in a word, by adding them up in pairs, fours and eights (Warren, Hacker's Delight, 5-1). */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
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
