import { Big } from 'big.js';
import { above, atLeast, atMost, below, between, among, type Ranges, whole } from './ranges.js';

/** The numbers that a comparison lets through, by its canonical form: its name and its bounds. */
export function comparisonRanges([name, ...bounds]: readonly string[]): Ranges {
  const [low, high] = bounds.map((bound) => new Big(bound));
  switch (name) {
    case 'equals':
    case 'exactly':
      return among([low!]);
    case 'greater_than':
      return above(low!);
    case 'at_least':
      return atLeast(low!);
    case 'less_than':
      return below(low!);
    case 'at_most':
      return atMost(low!);
    case 'between':
      return between(low!, high!);
    default:
      throw new Error(`There is no comparison ${name}.`);
  }
}

export const wholeFrom = (low: number): Ranges => whole(atLeast(new Big(low)));
