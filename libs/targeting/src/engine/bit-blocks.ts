import type { Bits } from './bits.js';

/** Words of a block: 32,768 customers in 4 kB. */
export const blockWords = 1_024;
export const blockOrdinals = blockWords * 32;

/** A set as it is stored: its blocks, from the lowest ordinals on. Bit n of a block is what `get_bit` of PostgreSQL calls n. */
export function bytesOf(bits: Bits, block: number): Buffer {
  const bytes = Buffer.alloc(blockWords * 4);
  for (let word = 0; word < blockWords; word++)
    bytes.writeUInt32LE(bits[block * blockWords + word] ?? 0, word * 4);
  return bytes;
}

/** Puts a stored block back into a set. */
export function putBlock(bits: Bits, block: number, bytes: Buffer): void {
  for (let word = 0; word < blockWords; word++)
    bits[block * blockWords + word] = bytes.readUInt32LE(word * 4);
}
