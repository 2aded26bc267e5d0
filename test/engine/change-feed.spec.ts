import fc from 'fast-check';
import { ChangeFeed } from '../../libs/targeting/src/engine/change-feed.js';

const changeOf = (keys: number[] | null) => ({ source: 'customers', keys });
const many = (first: number) => changeOf(Array.from({ length: 10_000 }, (_, index) => first + index));

const someKeys = fc.option(fc.uniqueArray(fc.nat({ max: 9 }), { maxLength: 3 }));
const aStep = fc.oneof(
  fc.record({ add: someKeys }),
  fc.record({ start: fc.constant(true) }),
  fc.record({ end: fc.nat() }),
  fc.record({ trim: fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 3 }) }),
);

describe('the feed of changes', () => {
  it('tells whoever it waits for of each change once, in order', () => {
    fc.assert(
      fc.property(fc.array(aStep, { maxLength: 40 }), (steps) => {
        const feed = new ChangeFeed();
        const all: { source: string; keys: number[] | null }[] = [];
        const fills: { seq: number }[] = [];
        let told = 0;
        for (const step of steps) {
          if ('add' in step) {
            all.push(changeOf(step.add));
            feed.add(all.at(-1)!);
          } else if ('start' in step) fills.push(feed.startFill());
          else if ('end' in step && fills.length > 0)
            feed.endFill(fills.splice(step.end % fills.length, 1)[0]!);
          else if ('trim' in step) {
            // A leaf is told of more, never of less.
            const places = step.trim.map((place) => Math.min(all.length, told + place));
            told = Math.min(...places);
            feed.trim(places);
          }
          expect(feed.seq).toBe(all.length);
          for (const seq of [told, ...fills.map((fill) => fill.seq)])
            expect(feed.after(seq)).toEqual(all.slice(seq));
          for (const fill of fills) {
            const keys = all.slice(fill.seq).map((change) => change.keys);
            const expected = keys.includes(null) ? undefined : new Set(keys.flat());
            expect(feed.keysAfter(fill)).toEqual(expected);
          }
        }
      }),
    );
  });

  it('forgets what came first when nobody takes it, and goes on for those who keep up', () => {
    const feed = new ChangeFeed();
    const left = feed.startFill();
    for (let change = 0; change < 100; change++) {
      const before = feed.seq;
      feed.add(many(change));
      expect(feed.after(before)).toHaveLength(1);
    }
    expect(feed.after(left.seq)).toBeUndefined();
    expect(feed.keysAfter(left)).toBeUndefined();
    expect(feed.after(feed.forgottenTo)!.length).toBeLessThanOrEqual(20);
    // Whoever was forgotten keeps nothing for ever.
    feed.trim([feed.seq]);
    expect(feed.forgottenTo).toBe(feed.seq);
  });
});
