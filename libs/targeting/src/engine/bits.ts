/*
 * Sets of customers as bits: the bit of an ordinal is set when the customer is in.
 */

export type Bits = Uint32Array;

/** Words that hold the ordinals below `ordinals`. */
export const wordsFor = (ordinals: number): number => (ordinals + 31) >>> 5;

export function set(bits: Bits, ordinal: number, value: boolean): void {
  const mask = 1 << (ordinal & 31);
  if (value) bits[ordinal >>> 5]! |= mask;
  else bits[ordinal >>> 5]! &= ~mask;
}

export const has = (bits: Bits, ordinal: number): boolean =>
  ((bits[ordinal >>> 5] ?? 0) & (1 << (ordinal & 31))) !== 0;

/** The same set with room for more. */
export function grown(bits: Bits, words: number): Bits {
  if (bits.length >= words) return bits;
  const result = new Uint32Array(words);
  result.set(bits);
  return result;
}
