import fc from 'fast-check';
import {
  differencesOf,
  merged,
  type Side,
  sideOf,
  type Values,
} from '../../libs/ra-targeting/src/merge/three-way.js';

const fields = ['name', 'description', 'conditions', 'customers'];
const value = fc.oneof(
  fc.constantFrom(null, '', 'a', 'b'),
  fc.array(fc.integer({ min: 1, max: 2 }), { maxLength: 2 }),
  fc.record({ logic: fc.constantFrom('AND', 'OR'), rules: fc.constantFrom([], [{ field: 'score' }]) }),
);
const values = fc.record(Object.fromEntries(fields.map((field) => [field, value])));
/** As the database writes it: the last properties first. */
const turned = (one: unknown): unknown =>
  typeof one === 'object' && one !== null && !Array.isArray(one)
    ? Object.fromEntries(Object.entries(one).reverse())
    : one;

describe('merging what two have changed', () => {
  it('takes of every field what was changed, and asks only where both changed it', () => {
    fc.assert(
      fc.property(values, values, values, (before, theirs, mine) => {
        const found = differencesOf(fields, before, theirs, mine);
        const sides = new Map(found.map((each) => [each.field, sideOf(each)]));
        const result = merged(mine, { ...theirs, version: 7 }, found, sides);
        const text = (one: unknown) => JSON.stringify(one === '' ? null : one);
        for (const field of fields) {
          const [was, is, typed] = [text(before[field]), text(theirs[field]), text(mine[field])];
          const isTheirs = typed === was;
          expect(text(result[field])).toBe(isTheirs ? is : typed);
          const isConflict = was !== is && was !== typed && is !== typed;
          expect(found.some((each) => each.field === field && each.changedBy === 'both')).toBe(isConflict);
        }
        expect(result['version']).toBe(7);
      }),
    );
  });

  it('finds no difference in the order of properties, nor between null and an empty text', () => {
    fc.assert(
      fc.property(values, (before) => {
        const written: Values = Object.fromEntries(
          fields.map((field) => [field, before[field] === null ? '' : turned(before[field])]),
        );
        expect(differencesOf(fields, before, before, written)).toEqual([]);
      }),
    );
  });

  it('takes the side that is chosen, field by field, and leaves alone what the form does not have', () => {
    const before = { name: 'A', description: 'x', customers: [1] };
    const theirs = { name: 'B', description: 'y', customers: [1, 2], used: 3 };
    const mine = { name: 'C', description: 'z', force: true };
    const found = differencesOf(fields, before, theirs, mine);
    expect(found.map(({ field }) => field)).toEqual(['name', 'description']);
    const sides = new Map<string, Side>([
      ['name', 'theirs'],
      ['description', 'mine'],
    ]);
    const result = { name: 'B', description: 'z', customers: [1, 2], used: 3, force: true };
    expect(merged(mine, theirs, found, sides)).toEqual(result);
  });
});
