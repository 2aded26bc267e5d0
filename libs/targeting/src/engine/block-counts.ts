import { type Bits, has, set } from './bits.js';

/** Words of a block: some tens of blocks are to fit into the caches of a processor. */
export const blockWords = 2_048;

/** Of an array beside its numbers. */
const arrayBytes = 200;

/** For each block of a set: how often it has changed, from 1 on. */
const changes = new WeakMap<Bits, Uint32Array>();

function changesOf(bits: Bits): Uint32Array {
  let own = changes.get(bits);
  if (!own) changes.set(bits, (own = new Uint32Array(Math.ceil(bits.length / blockWords)).fill(1)));
  return own;
}

/** Says that a customer is in a set that is kept, or not: where that is new, what was counted of that block does not hold any more. */
export function setKept(bits: Bits, ordinal: number, isIn: boolean): void {
  if (has(bits, ordinal) === isIn) return;
  set(bits, ordinal, isIn);
  changesOf(bits)[Math.floor(ordinal / (32 * blockWords))]! += 1;
}

/** How sets were: of each block, how often it had changed. */
export class SetsSeen {
  private readonly changes: readonly Uint32Array[];
  private readonly seen: readonly Uint32Array[];

  constructor(sets: readonly Bits[]) {
    this.changes = sets.map(changesOf);
    this.seen = this.changes.map((own) => own.slice());
  }

  /** Blocks in which one of them has changed; undefined where it is not known, as they were others. */
  changedSince(before: SetsSeen): number[] | undefined {
    const { changes, seen } = this;
    const areSame =
      changes.length === before.changes.length && changes.every((own, set) => own === before.changes[set]);
    if (!areSame) return undefined;
    const blocks = Math.max(0, ...changes.map(({ length }) => length));
    return Array.from({ length: blocks }, (_, block) => block).filter((block) =>
      seen.some((own, set) => own[block] !== before.seen[set]![block]),
    );
  }
}

/**
 * What was counted of several terms, block by block: where no set has changed, a block need not be counted again. For terms that are
 * made of the same sets in the same way each time.
 */
export class BlockCounts {
  /** Of each set. They stand for it, so that its bits need not be kept for this. */
  private changes: readonly Uint32Array[] = [];
  private seen: readonly Uint32Array[] = [];
  private numbers: Uint32Array[] = [];

  /** About as much memory as it takes. */
  get bytes(): number {
    const arrays = [...this.changes, ...this.seen, ...this.numbers];
    return arrays.reduce((bytes, array) => bytes + arrayBytes + array.byteLength, arrayBytes);
  }

  forget(): void {
    this.changes = [];
    this.seen = [];
    this.numbers = [];
  }

  /** @param sets that the terms are made of @param terms how many are counted */
  begin(sets: readonly Bits[], terms: number): void {
    const before = this.changes;
    this.changes = sets.map(changesOf);
    const isSame = before.length === sets.length && this.changes.every((own, index) => own === before[index]);
    if (isSame && this.numbers[0]?.length === terms) return;
    this.seen = this.changes.map(({ length }) => new Uint32Array(length));
    const blocks = Math.max(0, ...this.changes.map(({ length }) => length));
    this.numbers = Array.from({ length: blocks }, () => new Uint32Array(terms));
  }

  /** @param count a block of which something has changed: puts in how many are in each of the terms */
  update(count: (block: number, numbers: Uint32Array) => void): void {
    this.numbers.forEach((numbers, block) => {
      if (this.changes.every((own, index) => own[block] === this.seen[index]![block])) return;
      count(block, numbers);
      this.changes.forEach((own, index) => (this.seen[index]![block] = own[block]!));
    });
  }

  /** How many are in each of the terms. */
  get totals(): number[] {
    const totals = Array.from(this.numbers[0] ?? [], () => 0);
    for (const numbers of this.numbers) numbers.forEach((number, term) => (totals[term]! += number));
    return totals;
  }
}
