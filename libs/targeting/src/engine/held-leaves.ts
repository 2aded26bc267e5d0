import type { Leaf } from './leaf.js';

/** Leaves that are to stay in memory, by who needs them. */
export class HeldLeaves {
  private readonly byHolder = new Map<unknown, Map<string, Leaf>>();
  /** With how many hold it. */
  private readonly byKey = new Map<string, { readonly leaf: Leaf; holders: number }>();

  has(key: string): boolean {
    return this.byKey.has(key);
  }

  get leaves(): Leaf[] {
    return [...this.byKey.values()].map(({ leaf }) => leaf);
  }

  /** Beside what the holder holds already. */
  add(holder: unknown, leaves: readonly Leaf[]): void {
    const before = this.byHolder.get(holder) ?? new Map<string, Leaf>();
    this.byHolder.set(holder, before);
    for (const leaf of leaves) {
      if (before.has(leaf.key)) continue;
      before.set(leaf.key, leaf);
      const held = this.byKey.get(leaf.key);
      if (held) held.holders += 1;
      else this.byKey.set(leaf.key, { leaf, holders: 1 });
    }
  }

  /** Whether the holder holds these, and no others. */
  isHolding(holder: unknown, leaves: readonly Leaf[]): boolean {
    const held = this.byHolder.get(holder);
    return held?.size === leaves.length && leaves.every(({ key }) => held.has(key));
  }

  /** Releases what all others hold. */
  keepOnly(holders: ReadonlySet<unknown>): void {
    for (const holder of this.byHolder.keys()) if (!holders.has(holder)) this.release(holder);
  }

  release(holder: unknown): void {
    for (const key of this.byHolder.get(holder)?.keys() ?? []) {
      const held = this.byKey.get(key)!;
      held.holders -= 1;
      if (held.holders === 0) this.byKey.delete(key);
    }
    this.byHolder.delete(holder);
  }
}
