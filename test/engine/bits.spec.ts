import fc from 'fast-check';
import * as bits from '../../libs/targeting/src/engine/bits.js';

const room = 200;
const ordinals = fc.uniqueArray(fc.nat({ max: room - 1 }));

const bitsOf = (members: Iterable<number>): bits.Bits => {
  const made = new Uint32Array(bits.wordsFor(room));
  for (const ordinal of members) bits.set(made, ordinal, true);
  return made;
};
const sorted = (members: Iterable<number>) => [...members].sort((a, b) => a - b);

it('sets of bits are sets', () => {
  fc.assert(
    fc.property(ordinals, ordinals, (first, second) => {
      const [a, b] = [new Set(first), new Set(second)];
      const [x, y] = [bitsOf(a), bitsOf(b)];
      const both = first.filter((ordinal) => b.has(ordinal));
      const onlyFirst = first.filter((ordinal) => !b.has(ordinal));
      expect([...bits.ordinalsOf(x)]).toEqual(sorted(a));
      expect([...bits.ordinalsOf(bits.and(x, y))]).toEqual(sorted(both));
      expect([...bits.ordinalsOf(bits.or(x, y))]).toEqual(sorted(new Set([...a, ...b])));
      expect([...bits.ordinalsOf(bits.andNot(x, y))]).toEqual(sorted(onlyFirst));
      expect([bits.count(x), bits.countAnd(x, y), bits.countAndNot(x, y)]).toEqual([
        a.size,
        both.length,
        onlyFirst.length,
      ]);
      for (let ordinal = 0; ordinal < room + 40; ordinal++) expect(bits.has(x, ordinal)).toBe(a.has(ordinal));
      const wider = bits.grown(x, 20);
      expect([wider.length, ...bits.ordinalsOf(wider)]).toEqual([20, ...sorted(a)]);
      for (const ordinal of second) bits.set(wider, ordinal, false);
      expect([...bits.ordinalsOf(wider)]).toEqual(sorted(onlyFirst));
      expect([...bits.ordinalsOf(x)]).toEqual(sorted(a));
    }),
  );
});

it('regions of sets are counted by who is in which', () => {
  fc.assert(
    fc.property(fc.array(ordinals, { minLength: 1, maxLength: 8 }), (sets) => {
      const expected = new Array<number>(2 ** sets.length).fill(0);
      for (let ordinal = 0; ordinal < room; ordinal++) {
        const mask = sets.reduce((sum, members, at) => sum + (members.includes(ordinal) ? 2 ** at : 0), 0);
        if (mask > 0) expected[mask]! += 1;
      }
      expect([...bits.countRegions(sets.map(bitsOf))]).toEqual(expected);
    }),
  );
});

it('a set has a word for each 32 ordinals', () => {
  expect([0, 1, 32, 33, 2 ** 26].map(bits.wordsFor)).toEqual([0, 1, 1, 2, 2 ** 21]);
});

/** Bits set in a word, one by one. */
const ones = (word: number) => [...word.toString(2)].filter((digit) => digit === '1').length;

it.each([1, 3, 4, 5, 16_383, 16_384, 16_385, 40_001])(
  'sets of %d words are combined word by word',
  (words) => {
    const drawn = (factor: number) =>
      Uint32Array.from({ length: words }, (_, word) => Math.imul(word + 1, factor) ^ (word << 7));
    const [a, b] = [drawn(0x9e3779b1), drawn(0x85ebca6b)];
    const combined = (operation: (x: number, y: number) => number) =>
      a.map((word, index) => operation(word, b[index]!));
    const total = (set: Uint32Array) => set.reduce((sum, word) => sum + ones(word), 0);
    const [both, any, first] = [
      combined((x, y) => x & y),
      combined((x, y) => x | y),
      combined((x, y) => x & ~y),
    ];
    expect(bits.and(a, b)).toEqual(both);
    expect(bits.or(a, b)).toEqual(any);
    expect(bits.andNot(a, b)).toEqual(first);
    expect([bits.count(a), bits.countAnd(a, b), bits.countAndNot(a, b)]).toEqual([a, both, first].map(total));
  },
);
