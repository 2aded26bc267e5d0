import type { Key } from '../rules/index.js';
import type { Dated } from './leaf-sql.js';
import type { Stretch } from './passing-time.js';

/**
 * Customers of a leaf with a timestamp in the stretches that windows will sweep soon, so that time can pass without asking
 * the database. Holding more than there is does no harm: whoever is due is asked about again.
 */
export class Agenda {
  private covered: readonly Stretch[] = [];
  private entries: Dated[] = [];

  covers(stretches: readonly Stretch[]): boolean {
    return stretches.every(({ low, high }) =>
      this.covered.some((stretch) => stretch.low <= low && high <= stretch.high),
    );
  }

  replace(covered: readonly Stretch[], entries: Dated[]): void {
    this.covered = covered;
    this.entries = entries;
  }

  /** What is known of customers that have changed. */
  add(entries: readonly Dated[]): void {
    this.entries.push(...entries);
  }

  /** Where it looks, for customers that change. */
  get stretches(): readonly Stretch[] {
    return this.covered;
  }

  due(stretches: readonly Stretch[]): Key[] {
    const isDue = ({ at }: Dated) => stretches.some(({ low, high }) => at >= low - 1 && at <= high + 1);
    return [...new Set(this.entries.filter(isDue).map(({ key }) => key))];
  }
}

/** The stretches, each with the time ahead that its window will move on to. */
export const withAhead = (stretches: readonly Stretch[], milliseconds: number): Stretch[] =>
  stretches.map(({ low, high }) => ({ low, high: high + milliseconds }));
