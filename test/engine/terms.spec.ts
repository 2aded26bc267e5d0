import fc from 'fast-check';
import { BlockCounts, setKept } from '../../libs/targeting/src/engine/block-counts.js';
import { type Bits, grown, set, wordsFor } from '../../libs/targeting/src/engine/bits.js';
import * as terms from '../../libs/targeting/src/engine/terms.js';

const room = 200;
/** So far apart that sets end in different blocks. */
const apart = fc.constantFrom(1, 701);
/** Sets are as long as their highest ordinal needs, which is not the same for all. */
const members = fc
  .tuple(fc.uniqueArray(fc.nat({ max: room - 1 })), apart)
  .map(([ordinals, distance]) => new Set(ordinals.map((ordinal) => ordinal * distance)));

const bitsOf = (ordinals: ReadonlySet<number>): Bits => {
  const made = new Uint32Array(wordsFor(Math.max(-1, ...ordinals) + 1));
  for (const ordinal of ordinals) set(made, ordinal, true);
  return made;
};
const sorted = (ordinals: Iterable<number>) => [...ordinals].sort((a, b) => a - b);

/** A term beside the plain set that it stands for. */
interface Pair {
  readonly term: terms.Term;
  readonly plain: ReadonlySet<number>;
}

const operations = {
  and: (a: ReadonlySet<number>, b: ReadonlySet<number>) => new Set([...a].filter((each) => b.has(each))),
  or: (a: ReadonlySet<number>, b: ReadonlySet<number>) => new Set([...a, ...b]),
  andNot: (a: ReadonlySet<number>, b: ReadonlySet<number>) => new Set([...a].filter((each) => !b.has(each))),
};

/** Each step combines any two of what there is, so that parts are shared and a term may be combined with itself. */
const pairs = fc
  .tuple(
    fc.array(members, { minLength: 1, maxLength: 6 }),
    fc.array(fc.tuple(fc.constantFrom('and', 'or', 'andNot'), fc.nat(), fc.nat()), { maxLength: 40 }),
  )
  .map(([sets, steps]) => {
    const made: Pair[] = sets.map((plain) => ({ term: bitsOf(plain), plain }));
    for (const [operation, first, second] of steps) {
      const [a, b] = [made[first % made.length]!, made[second % made.length]!];
      made.push({ term: terms[operation](a.term, b.term), plain: operations[operation](a.plain, b.plain) });
    }
    return made;
  });

it('terms are counted and read as the sets that they stand for', () => {
  fc.assert(
    fc.property(pairs, fc.nat({ max: 12 }), (made, most) => {
      expect(terms.counts(made.map(({ term }) => term))).toEqual(made.map(({ plain }) => plain.size));
      const { term, plain } = made.at(-1)!;
      const read = terms.membersOf(term);
      expect([...terms.ordinalsOf(read)]).toEqual(sorted(plain));
      expect(terms.count(term)).toBe(plain.size);
      expect(terms.lowest(term, most)).toEqual(sorted(plain).slice(0, most));
      for (const from of [...plain].slice(0, 3).flatMap((each) => [each, each + 1]))
        expect(terms.lowest(term, most, from)).toEqual(
          sorted(plain)
            .filter((each) => each >= from)
            .slice(0, most),
        );
      const ordinals = sorted(new Set(made.flatMap((each) => [...each.plain, room + each.plain.size])));
      expect(terms.holders([term, made[0]!.term], ordinals)).toEqual(
        ordinals.map((ordinal) => [plain.has(ordinal), made[0]!.plain.has(ordinal)]),
      );
    }),
  );
});

/** Sets that change, are written anew with room for more, and are counted, in any order. */
const changing = fc.array(
  fc.oneof(
    fc.record({ at: fc.nat({ max: 2 }), ordinal: fc.nat({ max: 299_999 }), isIn: fc.boolean() }),
    fc.constantFrom('grow', 'count'),
  ),
  { maxLength: 60 },
);

it('what was counted of sets before is counted anew where they have changed', () => {
  fc.assert(
    fc.property(changing, (steps) => {
      const before = new BlockCounts();
      const plain = [new Set<number>(), new Set<number>(), new Set<number>()];
      const sets = plain.map((_, at): Bits => new Uint32Array(wordsFor(100_000 * (at + 1))));
      for (const step of [...steps, 'count' as const]) {
        if (step === 'grow') sets[0] = grown(sets[0]!, wordsFor(300_000));
        else if (step === 'count') {
          const [a, b, c] = sets as [Bits, Bits, Bits];
          const either = terms.or(b, c);
          const [x, y, z] = plain as [Set<number>, Set<number>, Set<number>];
          const among = operations.or(y, z);
          expect(terms.counts([a, terms.andNot(either, a), either], before)).toEqual([
            x.size,
            operations.andNot(among, x).size,
            among.size,
          ]);
        } else if (step.ordinal < 32 * sets[step.at]!.length) {
          setKept(sets[step.at]!, step.ordinal, step.isIn);
          if (step.isIn) plain[step.at]!.add(step.ordinal);
          else plain[step.at]!.delete(step.ordinal);
        }
      }
    }),
  );
});

it('only blocks that have changed are counted anew', () => {
  const [a, b] = [new Uint32Array(5_000), new Uint32Array(3_000)];
  const before = new BlockCounts();
  const counted = () => {
    const blocks: number[] = [];
    before.begin([a, b], 1);
    before.update((block) => blocks.push(block));
    return blocks;
  };
  expect(counted()).toEqual([0, 1, 2]);
  expect(counted()).toEqual([]);
  setKept(a, 150_000, true);
  setKept(b, 0, true);
  setKept(a, 70_000, false);
  expect(counted()).toEqual([0, 2]);
});

it('what is read of a term is a set of its own', () => {
  const one = bitsOf(new Set([1]));
  const read = terms.membersOf(one);
  set(one, 1, false);
  expect([...terms.ordinalsOf(read)]).toEqual([1]);
});

it('regions of sets are counted by who is in which', () => {
  fc.assert(
    fc.property(fc.array(members, { minLength: 1, maxLength: 8 }), (sets) => {
      const expected = new Array<number>(2 ** sets.length).fill(0);
      for (const ordinal of new Set(sets.flatMap((each) => [...each]))) {
        const mask = sets.reduce((sum, each, at) => sum + (each.has(ordinal) ? 2 ** at : 0), 0);
        expected[mask]! += 1;
      }
      expect([...terms.countRegions(sets.map(bitsOf))]).toEqual(expected);
    }),
  );
});

/** Bits set in a word, one by one. */
const ones = (word: number) => [...word.toString(2)].filter((digit) => digit === '1').length;

it.each([1, 3, 4, 5, 2_047, 2_048, 2_049, 40_001])('sets of %d words are combined word by word', (words) => {
  const drawn = (factor: number) =>
    Uint32Array.from({ length: words }, (_, word) => Math.imul(word + 1, factor) ^ (word << 7));
  const [a, b] = [drawn(0x9e3779b1), drawn(0x85ebca6b)];
  const combined = (operation: (x: number, y: number) => number) =>
    a.map((word, index) => operation(word, b[index]!));
  const expected = [combined((x, y) => x & y), combined((x, y) => x | y), combined((x, y) => x & ~y)];
  const made = [terms.and(a, b), terms.or(a, b), terms.andNot(a, b)];
  expect(made.map(terms.membersOf)).toEqual(expected);
  const totals = expected.map((each) => each.reduce((sum, word) => sum + ones(word), 0));
  expect(terms.counts(made)).toEqual(totals);
});

it('as many terms are calculated at once as there are, however deep they are nested', () => {
  const sets = Array.from({ length: 12_000 }, (_, ordinal) => bitsOf(new Set([ordinal, 70_000])));
  const chain: terms.Term[] = [sets[0]!];
  for (const next of sets.slice(1)) chain.push(terms.or(chain.at(-1)!, next));
  expect(terms.counts(chain)).toEqual(sets.map((_, index) => index + 2));
  expect(terms.holders([chain.at(-1)!], [11_999, 12_000, 70_000])).toEqual([[true], [false], [true]]);
});
