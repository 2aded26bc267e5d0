import fc from 'fast-check';
import { shapeAt } from '../../libs/targeting/src/engine/leaf.js';
import { canBeKept, passage } from '../../libs/targeting/src/engine/passing-time.js';
import { matchRule, type Person } from '../../libs/targeting/src/rules/index.js';
import { all, last } from '../library/shop.js';
import { leafFrom } from './model/catalogue.js';

const hour = 3_600_000;
const day = 24 * hour;
const duration = (amount: number, unit: string) => ({ amount, unit });
const bought = (more: object = {}) => ({ event: 'purchase', operator: 'did', ...more });
const joined = (operator: string, value: unknown) => ({ field: 'attributes.joined', operator, value });
const then = (operator: string, within: object, of: object = last(7)) =>
  bought({ within: of, then: { event: 'visit', operator, within } });

/** About one purchase, one date and one contact, all at the same time. */
const rules: object[] = [
  bought(),
  bought({ within: last(2, 'hour') }),
  bought({ within: last(1) }),
  bought({ within: last(1, 'month') }),
  bought({ within: last(1, 'year') }),
  bought({ within: { calendar: 'today' } }),
  bought({ within: { calendar: 'last_month' } }),
  bought({ within: { from: '2024-03-10', to: '2024-11-03T05:30:00Z' } }),
  bought({ count: { operator: 'at_most', value: 0 }, within: last(30) }),
  { event: 'purchase', operator: 'first_time', within: last(1, 'month') },
  { event: 'purchase', operator: 'last_time', within: { calendar: 'yesterday' } },
  then('did_not', duration(2, 'hour')),
  then('did_not', duration(3, 'week'), last(1, 'year')),
  joined('in_last', duration(1, 'day')),
  joined('in_last', duration(1, 'month')),
  joined('in_next', duration(1, 'month')),
  joined('older_than', duration(1, 'year')),
  joined('this', 'week'),
  joined('last', 'quarter'),
  joined('anniversary_in_next', duration(3, 'day')),
  { contacted: { within: last(7) }, operator: 'was' },
  { contacted: {}, operator: 'was' },
];

const personAt = (at: number, asDay: boolean): Person => ({
  key: 1,
  values: new Map([['attributes.joined', new Date(at).toISOString().slice(0, asDay ? 10 : undefined)]]),
  events: [{ type: 'purchase', at, properties: new Map() }],
  lists: new Set(),
  contacts: [{ campaignId: '1', at }],
});

const zones = [
  'UTC',
  'Europe/Paris',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/Havana',
];
const odd = [
  ...['2024-02-29T12:00:00Z', '2024-03-31T09:00:00Z', '2024-03-30T10:00:00Z', '2023-02-28T23:59:59.999Z'],
  ...['2024-10-27T00:30:00Z', '2024-03-10T07:00:00Z', '2024-11-03T05:30:00Z', '2024-12-31T23:59:59.999Z'],
].map((instant) => Date.parse(instant));
const lengths = [
  0,
  1,
  2,
  999,
  60_000,
  hour,
  2 * hour,
  day,
  7 * day,
  21 * day,
  28 * day,
  30 * day,
  31 * day,
  365 * day,
];
const from = fc.tuple(fc.constantFrom(...odd), fc.constantFrom(...lengths)).map(([at, more]) => at + more);
const step = fc
  .tuple(fc.constantFrom(...lengths), fc.constantFrom(1, -1), fc.constantFrom(0, 0, 1, hour))
  .map(([length, sign, more]) => sign * (length + more));
const back = fc
  .tuple(fc.constantFrom(...lengths), fc.constantFrom(1, 1, 1, -1), fc.constantFrom(0, 0, 1, -1))
  .map(([length, sign, more]) => sign * length + more);

it('nobody comes in or goes out by time but those with a timestamp where it says', () => {
  let flips = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...rules),
      fc.constantFrom(...zones),
      from,
      step,
      fc.tuple(back, fc.boolean(), fc.boolean()),
      (wire, timeZone, before, by, [length, isFromAfter, asDay]) => {
        const leaf = leafFrom(wire, timeZone);
        const after = before + by;
        const at = (isFromAfter ? after : before) - length;
        const isIn = (now: number) =>
          matchRule(leaf.rule, personAt(at, asDay), { moment: { now, timeZone } });
        const seen = (now: number) => ({ now, shape: shapeAt(leaf.rule, leaf.context, now) });
        if (isIn(before) === isIn(after)) return;
        flips++;
        expect(seen(before).shape.isTimeless).toBe(false);
        const passed = passage(leaf, seen(before), seen(after));
        if (passed === 'everything') return;
        // A day has no instant: only a text that is another one brings it in or out.
        expect({ passed, asDay: asDay && 'field' in wire }).not.toEqual({ passed, asDay: true });
        if (passed === 'nothing') throw new Error('Time does nothing, it says.');
        expect(passed.filter(({ low, high }) => low <= at && at <= high)).not.toEqual([]);
      },
    ),
    { numRuns: 4_000 },
  );
  expect(flips).toBeGreaterThan(400);
});

it('time that stands still does nothing, nor does any to what knows no time', () => {
  const passed = (wire: object, before: number, after: number) => {
    const leaf = leafFrom(wire);
    const seen = (now: number) => ({ now, shape: shapeAt(leaf.rule, leaf.context, now) });
    return passage(leaf, seen(before), seen(after));
  };
  for (const wire of rules) expect(passed(wire, odd[0]!, odd[0]!)).toBe('nothing');
  for (const wire of [
    { field: 'c_int', operator: 'at_least', value: 3 },
    { list: 1, operator: 'in' },
    { sample: { percent: 10, salt: 'x' }, operator: 'in' },
    joined('before', '2024-03-01'),
  ]) {
    expect(passed(wire, odd[0]!, odd[0]! + 365 * day)).toBe('nothing');
    const { rule, context } = leafFrom(wire);
    expect(shapeAt(rule, context, odd[0]!).isTimeless).toBe(true);
  }
});

it('what time moves in a way that cannot be followed is not kept', () => {
  const where = (rule: object) => bought({ where: all(rule) });
  const due = (operator: string, value: unknown) => ({ field: 'due', operator, value });
  const kept = [
    where(due('before', '2026-01-01')),
    then('did', duration(1, 'month')),
    then('did_not', duration(3, 'week')),
  ];
  const notKept = [
    where(due('in_last', duration(3, 'day'))),
    where({ ...all(due('older_than', duration(1, 'year'))), not: true }),
    where({ field: 'day', operator: 'this', value: 'year' }),
    where({ field: 'day', operator: 'anniversary_in', value: 'this_month' }),
    then('did_not', duration(1, 'month')),
    then('did_not', duration(1, 'year')),
    bought({
      then: {
        event: 'visit',
        operator: 'did',
        within: duration(1, 'day'),
        where: all(due('in_next', duration(1, 'hour'))),
      },
    }),
  ];
  expect([...kept, ...notKept].map((wire) => canBeKept(leafFrom(wire)))).toEqual([
    ...kept.map(() => true),
    ...notKept.map(() => false),
  ]);
});
