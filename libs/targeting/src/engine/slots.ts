import type { Agenda } from './agenda.js';
import type { Bits } from './bits.js';
import { HeldLeaves } from './held-leaves.js';
import type { Leaf, Shape } from './leaf.js';

/** A leaf in memory: right for the changes up to `seq`, at `now`. */
export interface Slot {
  readonly leaf: Leaf;
  bits: Bits;
  seq: number;
  now: number;
  shape: Shape;
  readonly agenda: Agenda;
}

/** So much of the room is for what is observed: the rest is for whoever asks. */
const shareOfObserved = 1 / 2;

/**
 * The leaves in memory, in the order of use: as many as have room, with their agendas. Those used least go first, and none that is
 * held while there are others.
 */
export class Slots {
  private readonly byKey = new Map<string, Slot>();
  /** Of questions that have leaves read whole: they stay until these are answered, so that questions do not push out each other's. */
  readonly asked = new HeldLeaves();
  /** Of segments that are observed: they are not read anew in each round. */
  private readonly observed = new HeldLeaves();
  /** Words that each set has, or gets as soon as it is used. */
  words = 0;

  constructor(private readonly maxBytes: number) {}

  get size(): number {
    return this.byKey.size;
  }

  get bytes(): number {
    let bytes = 0;
    for (const slot of this.byKey.values()) bytes += this.bytesOf(slot);
    return bytes;
  }

  all(): Slot[] {
    return [...this.byKey.values()];
  }

  get(key: string): Slot | undefined {
    return this.byKey.get(key);
  }

  put(slot: Slot): void {
    this.delete(slot.leaf.key);
    this.byKey.set(slot.leaf.key, slot);
    this.makeRoom([slot.leaf]);
  }

  delete(key: string): void {
    this.byKey.delete(key);
  }

  /** Moves leaves to the end of the order of use. */
  touch(slots: readonly Slot[]): void {
    for (const slot of slots) {
      this.byKey.delete(slot.leaf.key);
      this.byKey.set(slot.leaf.key, slot);
    }
  }

  /** Whether there is room for the leaves beside those that are held. */
  canHold(leaves: readonly Leaf[]): boolean {
    return this.bytesWith(leaves, this.asked, this.observed) <= this.maxBytes;
  }

  /**
   * Holds the leaves of a segment for as long as it is observed.
   * @returns false when there is no room for that
   */
  observe(segment: number, leaves: readonly Leaf[]): boolean {
    if (this.observed.isHolding(segment, leaves)) return true;
    this.observed.release(segment);
    if (this.bytesWith(leaves, this.observed) > this.maxBytes * shareOfObserved) return false;
    this.observed.add(segment, leaves);
    return true;
  }

  /** Before a round: other segments are observed no more. Where sets have grown, it is found anew which of them have room. */
  observeOnly(segments: ReadonlySet<number>): void {
    this.observed.keepOnly(segments);
    if (this.bytesWith([], this.observed) > this.maxBytes * shareOfObserved)
      this.observed.keepOnly(new Set());
  }

  /**
   * Has all sets be so long from now on, as each is used.
   * @param kept the last to go
   * @returns whether there is room for these
   */
  grow(words: number, kept: readonly Leaf[]): boolean {
    this.words = words;
    this.makeRoom(kept);
    return kept.every(({ key }) => this.byKey.has(key));
  }

  /** Lets leaves go for as long as there are too many. @param kept the last to go */
  makeRoom(kept: readonly Leaf[]): void {
    let bytes = this.bytes;
    if (bytes <= this.maxBytes) return;
    const keys = new Set(kept.map(({ key }) => key));
    const letGo = (mayGo: (key: string) => boolean) => {
      for (const [key, slot] of this.byKey) {
        if (bytes <= this.maxBytes) return;
        if (!mayGo(key)) continue;
        bytes -= this.bytesOf(slot);
        this.byKey.delete(key);
      }
    };
    letGo((key) => !keys.has(key) && !this.asked.has(key) && !this.observed.has(key));
    if (bytes <= this.maxBytes) return;
    // What an agenda knows can be asked for again.
    for (const { agenda } of this.byKey.values()) agenda.clear();
    bytes = this.bytes;
    letGo((key) => !keys.has(key));
    letGo(() => true);
  }

  private bytesWith(leaves: readonly Leaf[], ...held: readonly HeldLeaves[]): number {
    const all = [...leaves, ...held.flatMap((each) => each.leaves)];
    const different = new Map(all.map((leaf) => [leaf.key, leaf]));
    let bytes = 0;
    for (const [key, leaf] of different) {
      const slot = this.byKey.get(key);
      bytes += slot ? this.bytesOf(slot) : 4 * this.words + leaf.bytes;
    }
    return bytes;
  }

  private bytesOf({ leaf, bits, agenda }: Slot): number {
    return 4 * Math.max(bits.length, this.words) + leaf.bytes + agenda.bytes;
  }
}
