import type { Overlap, Region } from '../data-provider/overlap-methods.js';

/** What stands out of an overlap; `a` and `b` are ids of segments. */
export type Reading =
  | { kind: 'same' | 'apart'; a: number; b: number }
  | { kind: 'within'; a: number; b: number }
  | { kind: 'share'; a: number; b: number; jaccard: number };

/** How many a segment has. */
export const sizeOf = (id: number, { regions }: Overlap): number =>
  sum(regions.filter((region) => region.in.includes(id)));

/**
 * What somebody would want to be told of each two segments: that they are the same, that one lies within the other, that
 * they have nobody in common; and which two share most. Those of nobody say nothing.
 */
export function readingsOf(ids: readonly number[], overlap: Overlap): Reading[] {
  const peopled = ids.filter((id) => sizeOf(id, overlap) > 0);
  const pairs = peopled.flatMap((a, at) => peopled.slice(at + 1).map((b) => pairOf(a, b, overlap)));
  const told = pairs.map(plainReading);
  const most = pairs.filter((_, at) => !told[at]).toSorted((x, y) => jaccardOf(y) - jaccardOf(x))[0];
  const share: Reading[] = most ? [{ kind: 'share', a: most.a, b: most.b, jaccard: jaccardOf(most) }] : [];
  return [...told.filter((reading) => reading !== undefined), ...share];
}

interface Pair {
  a: number;
  b: number;
  onlyA: number;
  onlyB: number;
  both: number;
}

function pairOf(a: number, b: number, { regions }: Overlap): Pair {
  const both = sum(regions.filter((region) => region.in.includes(a) && region.in.includes(b)));
  return {
    ...{ a, b, both },
    onlyA: sum(regions.filter((region) => region.in.includes(a))) - both,
    onlyB: sum(regions.filter((region) => region.in.includes(b))) - both,
  };
}

function plainReading({ a, b, onlyA, onlyB, both }: Pair): Reading | undefined {
  if (both === 0) return { kind: 'apart', a, b };
  if (onlyA === 0 && onlyB === 0) return { kind: 'same', a, b };
  if (onlyA === 0) return { kind: 'within', a, b };
  if (onlyB === 0) return { kind: 'within', a: b, b: a };
  return undefined;
}

const jaccardOf = ({ onlyA, onlyB, both }: Pair): number => both / (onlyA + onlyB + both);

const sum = (regions: readonly Region[]): number => regions.reduce((total, { count }) => total + count, 0);
