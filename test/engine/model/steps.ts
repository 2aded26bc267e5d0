import fc from 'fast-check';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** One of the connections: `0` commits at once, the others when told. */
export type Actor = 0 | 1 | 2;

/** Something written. Customers are named by any number; what does not exist is not changed. */
export type Write =
  | { do: 'insert'; who: number; count: number }
  | { do: 'delete'; who: number }
  | { do: 'score' | 'consent' | 'city' | 'tag' | 'email' | 'seen' | 'created'; who: number; value: number }
  | { do: 'buy'; who: number; back: number; off: number; count: number }
  | { do: 'redate'; which: number; back: number; off: number }
  | { do: 'move'; which: number; who: number }
  | { do: 'cancel'; which: number }
  | { do: 'contact'; who: number; campaign: number; back: number; off: number }
  | { do: 'uncontact'; who: number }
  | { do: 'list' | 'unlist' | 'name'; who: number; list: number };

export type Step =
  | { do: 'write'; actor: Actor; writes: Write[] }
  | { do: 'end'; actor: Actor; how: 'commit' | 'rollback' }
  | { do: 'savepoint' | 'undo'; actor: Actor }
  | { do: 'clock'; by: number }
  | { do: 'turn'; of: 'day' | 'month'; by: number }
  | { do: 'edit'; segment: number; rules: number[] }
  | { do: 'csv'; list: number; who: number[] }
  | { do: 'lateFill'; before: Write[]; after: Write[] }
  | { do: 'bulk' | 'truncate' | 'loseCache' | 'wake' | 'trim' | 'crash' | 'forgetAll' };

/** A step, and what is looked at after it. */
export interface Move {
  readonly step: Step;
  readonly look: readonly number[];
  readonly audience: readonly number[];
  /** Whether the process with little memory is asked as well. */
  readonly small: boolean;
}

/** Who can be customers. */
export const mostCustomers = 60;

const who = fc.nat({ max: mostCustomers - 1 });
const value = fc.nat({ max: 9 });
const which = fc.nat({ max: 40 });
const list = fc.nat({ max: 1 });

/** Lengths of windows, before which something happened: around their edges, and some time ahead. */
const back = fc.constantFrom(
  ...[0, minute, hour, 2 * hour, day, 7 * day, 28 * day, 30 * day, 31 * day],
  ...[-1, -hour, -day],
);
const off = fc.constantFrom(0, 0, 1, -1, 0.4, -0.4, 1_000, minute, hour, 5 * hour, -hour);

const write: fc.Arbitrary<Write> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('insert'), who, count: fc.integer({ min: 1, max: 9 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete'), who }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom('score', 'consent', 'city', 'tag', 'email', 'seen', 'seen', 'created'),
      who,
      value,
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({ do: fc.constant('buy'), who, back, off, count: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('redate'), which, back, off }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('move'), which, who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel'), which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('contact'), who, campaign: value, back, off }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('uncontact'), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('list', 'unlist', 'name'), who, list }) },
);
const writes = fc.array(write, { minLength: 1, maxLength: 4 });
const actor = fc.constantFrom<Actor>(0, 0, 0, 1, 2);
const late = fc.constantFrom<Actor>(1, 2);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 22, arbitrary: fc.record({ do: fc.constant('write'), actor, writes }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('end'),
      actor: late,
      how: fc.constantFrom('commit', 'commit', 'rollback'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('savepoint', 'undo'), actor: late }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('clock'),
      by: fc.constantFrom(
        ...[1, 1, 2, 999, minute, 10 * minute + 1, hour, 2 * hour, day, 7 * day, 30 * day],
        ...[-1, -minute, -hour, -day],
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('turn'),
      of: fc.constantFrom('day', 'month'),
      by: fc.constantFrom(-1, 0, 1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('edit'),
      segment: fc.nat({ max: 1 }),
      rules: fc.array(fc.nat({ max: 99 }), { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('csv'),
      list,
      who: fc.array(who, { minLength: 1, maxLength: 5 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('lateFill'), before: writes, after: writes }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('wake', 'wake', 'loseCache') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('trim', 'crash', 'forgetAll') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('bulk', 'truncate') }) },
);

export const aMove: fc.Arbitrary<Move> = fc.record({
  step,
  look: fc.array(fc.nat({ max: 99 }), { minLength: 3, maxLength: 9 }),
  audience: fc.array(value, { minLength: 6, maxLength: 6 }),
  small: fc.boolean(),
});
