import type { Key } from '../rules/index.js';
import type { Dated } from './leaf-sql.js';
import type { Stretch } from './passing-time.js';

/**
 * Customers of a leaf with a timestamp in the stretches that windows will sweep soon, so that time can pass without asking
 * the database. Holding more than there is does no harm: whoever is due is asked about again.
 */
export class Agenda {
  private covered: readonly Stretch[] = [];
  /** By the key as text: a driver may read the type of keys in one way and its arrays in another. */
  private known = new Map<string, { readonly key: Key; readonly instants: number[] }>();

  covers(stretches: readonly Stretch[]): boolean {
    return stretches.every(({ low, high }) =>
      this.covered.some((stretch) => stretch.low <= low && high <= stretch.high),
    );
  }

  replace(covered: readonly Stretch[], entries: readonly Dated[]): void {
    this.covered = covered;
    this.known = new Map();
    this.add(entries);
  }

  /** All that is known now of customers that have changed: what was known of them before is no more, or is told again. */
  update(keys: Iterable<Key>, entries: readonly Dated[]): void {
    for (const key of keys) this.known.delete(String(key));
    this.add(entries);
  }

  private add(entries: readonly Dated[]): void {
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
