import fc from 'fast-check';
import * as bits from '../../libs/targeting/src/engine/bits.js';
import { ordinalsOf } from '../../libs/targeting/src/engine/terms.js';

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
      const x = bitsOf(a);
      expect([...ordinalsOf(x)]).toEqual(sorted(a));
      for (let ordinal = 0; ordinal < room + 40; ordinal++) expect(bits.has(x, ordinal)).toBe(a.has(ordinal));
      const wider = bits.grown(x, 20);
      expect([wider.length, ...ordinalsOf(wider)]).toEqual([20, ...sorted(a)]);
      for (const ordinal of second) bits.set(wider, ordinal, false);
      expect([...ordinalsOf(wider)]).toEqual(sorted(first.filter((ordinal) => !b.has(ordinal))));
      expect([...ordinalsOf(x)]).toEqual(sorted(a));
    }),
  );
});

it('a set has a word for each 32 ordinals', () => {
  expect([0, 1, 32, 33, 2 ** 26].map(bits.wordsFor)).toEqual([0, 1, 1, 2, 2 ** 21]);
});
