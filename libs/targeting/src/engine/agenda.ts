import type { Key } from '../rules/index.js';
import type { Dated } from './leaf-sql.js';
import type { Stretch } from './passing-time.js';

/** Timestamps that an agenda holds at most: with as many, it takes a few times as much as the set of a million. */
export const mostDated = 10_000;
/** About as much as a timestamp takes, with a key of 36 letters. */
const bytesEach = 400;

/**
 * Customers of a leaf with a timestamp in the stretches that windows will sweep soon, so that time can pass without asking
 * the database. Holding more than there is does no harm: whoever is due is asked about again.
 */
export class Agenda {
  private covered: readonly Stretch[] = [];
  /** By the key as text: a driver may read the type of keys in one way and its arrays in another. */
  private known = new Map<string, { readonly key: Key; readonly instants: number[] }>();

  /** Above `mostDated` it is to be let go once it has told who is due. */
  size = 0;

  get bytes(): number {
    return bytesEach * this.size;
  }

  covers(stretches: readonly Stretch[]): boolean {
    return stretches.every(({ low, high }) =>
      this.covered.some((stretch) => stretch.low <= low && high <= stretch.high),
    );
  }

  replace(covered: readonly Stretch[], entries: readonly Dated[]): void {
    this.covered = covered;
    this.known = new Map();
    this.size = 0;
    this.add(entries);
  }

  /** All that is known now of customers that have changed: what was known of them before is no more, or is told again. */
  update(keys: Iterable<Key>, entries: readonly Dated[]): void {
    for (const key of keys) {
      this.size -= this.known.get(String(key))?.instants.length ?? 0;
      this.known.delete(String(key));
    }
    this.add(entries);
  }

  clear(): void {
    this.replace([], []);
  }

  private add(entries: readonly Dated[]): void {
    this.size += entries.length;
    for (const { key, at } of entries) {
      const known = this.known.get(String(key));
      if (known) known.instants.push(at);
      else this.known.set(String(key), { key, instants: [at] });
    }
  }

  /** Where it looks, for customers that change. */
  get stretches(): readonly Stretch[] {
    return this.covered;
  }

  due(stretches: readonly Stretch[]): Key[] {
    // Timestamps have microseconds, the stretches milliseconds.
    const isDue = (at: number) => stretches.some(({ low, high }) => at >= low - 1 && at <= high + 1);
    return [...this.known.values()].filter(({ instants }) => instants.some(isDue)).map(({ key }) => key);
  }
}

/** The stretches, each with the time ahead that its window will move on to. */
export const withAhead = (stretches: readonly Stretch[], milliseconds: number): Stretch[] =>
  stretches.map(({ low, high }) => ({ low, high: high + milliseconds }));
