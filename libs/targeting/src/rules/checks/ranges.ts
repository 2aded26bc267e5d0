import { Big } from 'big.js';

/** A value of an ordered domain. One set holds values of one kind. */
export type Value = string | number | Big;

/** A place between two values: just before one, or just after it. */
interface Cut {
  readonly value: Value;
  readonly after: boolean;
}

/** A set of ordered values, as the cuts at which one comes into it or out of it again. */
export interface Ranges {
  /** Whether the lowest values are in. */
  readonly fromStart: boolean;
  readonly cuts: readonly Cut[];
}

export const none: Ranges = { fromStart: false, cuts: [] };
export const every: Ranges = { fromStart: true, cuts: [] };

const before = (value: Value): Cut => ({ value, after: false });
const after = (value: Value): Cut => ({ value, after: true });

export const atLeast = (value: Value): Ranges => ({ fromStart: false, cuts: [before(value)] });
export const above = (value: Value): Ranges => ({ fromStart: false, cuts: [after(value)] });
export const atMost = (value: Value): Ranges => complement(above(value));
export const below = (value: Value): Ranges => complement(atLeast(value));
export const between = (low: Value, high: Value): Ranges => intersection(atLeast(low), atMost(high));
export const among = (values: readonly Value[]): Ranges => ({
  fromStart: false,
  cuts: [...values].sort(compare).flatMap((value) => [before(value), after(value)]),
});

/** Whole numbers from one to another, both included; none when the first is above. */
export const wholeBetween = (low: number, high: number): Ranges =>
  low > high ? none : { fromStart: false, cuts: [before(low), before(high + 1)] };

/** The same set where values are whole: between two neighbours there is nothing. */
export function whole({ fromStart, cuts }: Ranges): Ranges {
  const moved = cuts.map(({ value, after: isAfter }) => before(nextWhole(value as Big, isAfter)));
  const kept: Cut[] = [];
  for (const cut of moved)
    if (kept.length > 0 && compareCuts(kept.at(-1)!, cut) === 0) kept.pop();
    else kept.push(cut);
  return { fromStart, cuts: kept };
}

function nextWhole(value: Big, above: boolean): Big {
  const floor = value.round(0, value.s === -1 ? Big.roundUp : Big.roundDown);
  return !above && floor.eq(value) ? floor : floor.plus(1);
}

export const complement = ({ fromStart, cuts }: Ranges): Ranges => ({ fromStart: !fromStart, cuts });

export const intersection = (a: Ranges, b: Ranges): Ranges => combine(a, b, (x, y) => x && y);
export const union = (a: Ranges, b: Ranges): Ranges => combine(a, b, (x, y) => x || y);

export const isEmpty = ({ fromStart, cuts }: Ranges): boolean => !fromStart && cuts.length === 0;

/** Its values one by one; undefined when they are not points. */
export function pointsOf({ fromStart, cuts }: Ranges): Value[] | undefined {
  if (fromStart || cuts.length % 2 === 1) return undefined;
  const points = cuts.filter(({ after: isAfter }) => !isAfter).map(({ value }) => value);
  const isPoint = (value: Value, index: number) =>
    compareCuts(cuts[2 * index]!, before(value)) === 0 &&
    compareCuts(cuts[2 * index + 1]!, after(value)) === 0;
  return 2 * points.length === cuts.length && points.every(isPoint) ? points : undefined;
}

function combine(a: Ranges, b: Ranges, keep: (inA: boolean, inB: boolean) => boolean): Ranges {
  let [inA, inB] = [a.fromStart, b.fromStart];
  let [nextA, nextB] = [0, 0];
  const fromStart = keep(inA, inB);
  let isIn = fromStart;
  const cuts: Cut[] = [];
  while (nextA < a.cuts.length || nextB < b.cuts.length) {
    const order = compareNext(a.cuts[nextA], b.cuts[nextB]);
    const cut = order <= 0 ? a.cuts[nextA]! : b.cuts[nextB]!;
    if (order <= 0) [inA, nextA] = [!inA, nextA + 1];
    if (order >= 0) [inB, nextB] = [!inB, nextB + 1];
    if (keep(inA, inB) === isIn) continue;
    isIn = !isIn;
    cuts.push(cut);
  }
  return { fromStart, cuts };
}

/** What there is no more of comes last. */
const compareNext = (a: Cut | undefined, b: Cut | undefined): number =>
  a && b ? compareCuts(a, b) : a ? -1 : 1;

const compareCuts = (a: Cut, b: Cut): number =>
  compare(a.value, b.value) || Number(a.after) - Number(b.after);

export const compare = (a: Value, b: Value): number =>
  a instanceof Big && b instanceof Big ? a.cmp(b) : Number(a > b) - Number(a < b);
