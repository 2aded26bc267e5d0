import { ask, type Deed, momentAt, personWho } from './support/ask.js';
import { hostTables } from './support/host.js';
import { type RulesDatabase, rulesDatabase } from './support/rules-database.js';

let database: RulesDatabase;
beforeAll(async () => (database = await rulesDatabase(hostTables)));
afterAll(() => database.close());

const now = '2024-03-15T12:00:00Z';

/** Whether the rule about purchases holds for someone who did each of these. */
const holds = (rule: object, ...histories: Deed[][]) =>
  ask(
    database.client,
    { event: 'purchase', operator: 'did', ...rule },
    momentAt(now),
    histories.map((deeds) => personWho(...deeds)),
  );

const on = (day: string, data?: unknown, kind = 'purchase'): Deed => ({
  at: `2024-03-${day}T10:00:00Z`,
  kind,
  data,
});
const priced = (...prices: string[]) => prices.map((price): Deed => ({ at: '2024-03-01T10:00:00Z', price }));
const last = (amount: number, unit = 'day') => ({ last: amount, unit });
const where = (...rules: object[]) => ({ logic: 'AND', rules });

describe('did and did not', () => {
  const visit = on('10', {}, 'visit');
  const tomorrow = on('16');

  it('ask for the event, once it has happened', async () => {
    expect(await holds({}, [on('10')], [], [visit], [tomorrow])).toEqual([true, false, false, false]);
    expect(await holds({ operator: 'did_not' }, [on('10')], [], [visit], [tomorrow])).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });

  it('ask within a window', async () => {
    const rule = { within: last(7) };
    expect(await holds(rule, [on('10')], [on('01')], [tomorrow])).toEqual([true, false, false]);
    expect(await holds({ ...rule, operator: 'did_not' }, [on('10')], [on('01')], [])).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('ask for one event that fits all properties', async () => {
    const rule = {
      where: where(
        { field: 'amount', operator: 'greater_than', value: 20 },
        { field: 'gift', operator: 'is_true' },
      ),
    };
    const histories = [
      [on('01', { amount: 21, gift: true })],
      [on('01', { amount: 21 }), on('02', { gift: true })],
      [on('01', { amount: '21', gift: true })],
      [on('01')],
    ];
    expect(await holds(rule, ...histories)).toEqual([true, false, false, false]);
    expect(await holds({ ...rule, operator: 'did_not' }, ...histories)).toEqual([false, true, true, true]);
  });

  it('compare properties with each other, and take the complement for missing ones', async () => {
    const dearer = { where: where({ field: 'amount', operator: 'greater_than', value_field: 'price' }) };
    const other = { where: where({ field: 'item', operator: 'not_equals', value: 'book' }) };
    const priceOne = (amount: unknown): Deed[] => [
      { at: '2024-03-01T10:00:00Z', price: '1', data: { amount } },
    ];
    expect(await holds(dearer, priceOne(2), priceOne(1), priceOne(null), [on('01', { amount: 2 })])).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(
      await holds(other, [on('01', { item: 'pen' })], [on('01', { item: 'BOOK' })], [on('01')], []),
    ).toEqual([true, false, true, false]);
  });
});

describe('the first and the last time', () => {
  it('ask whether the earliest and the latest event lie in the window', async () => {
    const histories = [[on('10')], [on('01'), on('10')], [on('10'), on('12')], [on('01')], []];
    expect(await holds({ operator: 'first_time', within: last(7) }, ...histories)).toEqual([
      true,
      false,
      true,
      false,
      false,
    ]);
    const early = { from: '2024-03-01', to: '2024-03-11' };
    expect(await holds({ operator: 'last_time', within: early }, ...histories)).toEqual([
      true,
      true,
      false,
      true,
      false,
    ]);
  });

  it('count only events that fit, and have happened', async () => {
    const fitting = where({ field: 'gift', operator: 'is_true' });
    const histories = [
      [on('01'), on('10', { gift: true })],
      [on('10', { gift: true }), on('16', { gift: true })],
    ];
    expect(await holds({ operator: 'first_time', within: last(7), where: fitting }, ...histories)).toEqual([
      true,
      true,
    ]);
    expect(await holds({ operator: 'last_time', within: last(7), where: fitting }, ...histories)).toEqual([
      true,
      true,
    ]);
  });
});

describe('a count', () => {
  const times = (number: number) => Array.from({ length: number }, () => on('10'));
  const histories = [times(0), times(1), times(2), times(3), times(4)];
  it.each([
    ['exactly', 0, [true, false, false, false, false]],
    ['exactly', 2, [false, false, true, false, false]],
    ['at_least', 0, [true, true, true, true, true]],
    ['at_least', 3, [false, false, false, true, true]],
    ['at_most', 0, [true, false, false, false, false]],
    ['at_most', 1, [true, true, false, false, false]],
    ['between', [0, 2], [true, true, true, false, false]],
    ['between', [2, 3], [false, false, true, true, false]],
  ])('%s %j compares the number, zero included', async (operator, value, expected) => {
    expect(await holds({ count: { operator, value } }, ...histories)).toEqual(expected);
  });

  it('is one of events that fit, in the window', async () => {
    const rule = {
      count: { operator: 'exactly', value: 1 },
      within: last(7),
      where: where({ field: 'gift', operator: 'is_true' }),
    };
    const gift = (day: string) => on(day, { gift: true });
    expect(
      await holds(rule, [gift('10'), gift('01'), on('11')], [gift('10'), gift('10')], [on('10')]),
    ).toEqual([true, false, false]);
  });
});

describe('an aggregate', () => {
  const aggregate = (name: string, operator: string, value: unknown, field = 'price') => ({
    aggregate: { function: name, field, operator, value },
  });
  it.each([
    ['sum', 'exactly', 0.3, ['0.1', '0.2'], true],
    ['sum', 'at_least', 500, ['499.99', '0.01'], true],
    ['sum', 'at_least', 500, ['499.99'], false],
    ['sum', 'less_than', 0, ['-5', '4.99'], true],
    ['avg', 'exactly', 2, ['1', '2', '3'], true],
    // By sums, since quotients such as a third would be rounded.
    ['avg', 'exactly', 0.1, ['0.1', '0.1', '0.1'], true],
    ['avg', 'greater_than', 0.3333333333333333, ['0', '0', '1'], true],
    ['avg', 'less_than', 0.3333333333333334, ['0', '0', '1'], true],
    ['avg', 'between', [1, 1.5], ['1', '2'], true],
    ['min', 'exactly', 1, ['3', '1', '2'], true],
    ['min', 'greater_than', 1, ['3', '1', '2'], false],
    ['max', 'exactly', 3, ['1', '3.0'], true],
    ['max', 'at_most', 2, ['1', '3'], false],
  ])('%s %s %j of %j is exact', async (name, operator, value, prices, expected) => {
    expect(await holds(aggregate(name, operator, value), priced(...prices))).toEqual([expected]);
  });

  it.each(['sum', 'avg', 'min', 'max'])('%s over no value is false', async (name) => {
    const misfits = [on('01', { amount: '7' }), on('01', { amount: null }), on('01')];
    for (const operator of ['exactly', 'at_most', 'at_least', 'less_than'])
      expect(await holds(aggregate(name, operator, 0, 'amount'), [], misfits)).toEqual([false, false]);
  });

  it('leaves out values that are missing, of another type, or no number', async () => {
    const mixed = [on('01', { amount: 1 }), on('02', { amount: '100' }), on('03'), on('04', { amount: 3 })];
    expect(await holds(aggregate('avg', 'exactly', 2, 'amount'), mixed)).toEqual([true]);
    expect(
      await holds(
        aggregate('sum', 'exactly', 3),
        priced('1', 'NaN', '2'),
        priced('3', 'Infinity'),
        priced('NaN'),
      ),
    ).toEqual([true, true, false]);
    expect(
      await holds(aggregate('max', 'at_least', 0), priced('NaN'), priced('Infinity'), priced('0')),
    ).toEqual([false, false, true]);
  });

  it('counts different values as rules compare them', async () => {
    const items = (...values: unknown[]) => values.map((item) => on('01', { item }));
    const histories = [
      items('Pen', 'PEN', 'pen'),
      items('pen', 'Book', null, 7),
      items('é', 'E\u0301', 'É', 'e'),
      items(7, true),
      [],
    ];
    expect(await holds(aggregate('count_distinct', 'exactly', 2, 'item'), ...histories)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    // Over no value false, zero or not.
    expect(await holds(aggregate('count_distinct', 'at_most', 1, 'item'), ...histories)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(
      await holds(aggregate('count_distinct', 'exactly', 1), priced('1', '1.0', '1.00'), priced('1', '2')),
    ).toEqual([true, false]);
    expect(
      await holds(aggregate('count_distinct', 'exactly', 2, 'gift'), [
        on('01', { gift: true }),
        on('02', { gift: false }),
      ]),
    ).toEqual([true]);
  });
});

describe('one event and then another', () => {
  const at = (time: string, kind = 'purchase'): Deed => ({ at: `2024-03-${time}Z`, kind });
  const then = (operator: string, amount: number, unit: string, more = {}) => ({
    then: { event: 'visit', operator, within: { amount, unit }, ...more },
  });
  const a = at('10T10:00:00');

  it('is strictly after, the end of the duration included', async () => {
    const seconds = [
      '09:59:59.999',
      '10:00:00',
      '10:00:00.001',
      '12:00:00',
      '12:00:00.000999',
      '12:00:00.001',
    ];
    const histories = seconds.map((time) => [a, at(`10T${time}`, 'visit')]);
    expect(await holds(then('did', 2, 'hour'), ...histories)).toEqual([
      false,
      false,
      true,
      true,
      true,
      false,
    ]);
    expect(await holds(then('did_not', 2, 'hour'), ...histories)).toEqual([
      true,
      true,
      false,
      false,
      false,
      true,
    ]);
  });

  it('is not yet known for did_not while the duration lasts', async () => {
    // It is 12:00: what began at 10:00 may be followed until then, so it is over a millisecond later.
    expect(
      await holds(
        then('did_not', 2, 'hour'),
        [at('15T09:59:59.999')],
        [at('15T10:00:00')],
        [at('15T11:00:00')],
        [],
      ),
    ).toEqual([true, false, false, false]);
  });

  it('takes any of the first events', async () => {
    const histories = [
      [a, at('12T10:00:00'), at('12T11:00:00', 'visit')],
      [a, at('10T11:00:00', 'visit'), at('12T10:00:00')],
    ];
    expect(await holds(then('did', 2, 'hour'), ...histories)).toEqual([true, true]);
    expect(await holds(then('did_not', 2, 'hour'), ...histories)).toEqual([true, true]);
    expect(
      await holds(
        { ...then('did_not', 2, 'hour'), within: { from: '2024-03-11', to: '2024-03-14' } },
        ...histories,
      ),
    ).toEqual([false, true]);
  });

  it('may be the same event again, and must fit', async () => {
    const again = { then: { event: 'purchase', operator: 'did', within: { amount: 1, unit: 'day' } } };
    expect(await holds(again, [a], [a, a], [a, at('11T10:00:00')], [a, at('11T10:00:00.001')])).toEqual([
      false,
      false,
      true,
      false,
    ]);
    const fitting = then('did', 1, 'day', {
      where: where({ field: 'item', operator: 'equals', value: 'x' }),
    });
    expect(
      await holds(
        fitting,
        [a, at('10T11:00:00', 'visit')],
        [a, { ...at('10T11:00:00', 'visit'), data: { item: 'X' } }],
      ),
    ).toEqual([false, true]);
  });

  it('counts months from the first instants there are, in local time before them', async () => {
    const people = ['4714-11-24 00:00:00+00 BC', '4714-11-30 12:00:00+00 BC'].map((first) =>
      personWho({ at: first }),
    );
    const moment = momentAt(now, 'America/New_York');
    const purchase = { event: 'purchase', operator: 'did' };
    expect(
      await ask(database.client, { ...purchase, ...then('did_not', 1, 'month') }, moment, people),
    ).toEqual([true, true]);
    expect(await ask(database.client, { ...purchase, ...then('did', 1, 'month') }, moment, people)).toEqual([
      false,
      false,
    ]);
  });

  it('counts months by the calendar, in local time', async () => {
    const month = { event: 'purchase', operator: 'did', ...then('did', 1, 'month') };
    const follow = (first: string, ...visits: string[]) =>
      visits.map((visit) => personWho({ at: first }, { at: visit, kind: 'visit' }));
    const moment = (zone: string) => momentAt('2025-01-01T00:00:00Z', zone);
    const clamped = follow('2024-01-31T10:00:00Z', '2024-02-29T10:00:00Z', '2024-02-29T10:00:00.001Z');
    expect(await ask(database.client, month, moment('UTC'), clamped)).toEqual([true, false]);
    // From noon in winter to noon in summer: an hour less.
    const spring = follow('2024-03-15T11:00:00Z', '2024-04-15T10:00:00Z', '2024-04-15T10:00:00.001Z');
    expect(await ask(database.client, month, moment('Europe/Paris'), spring)).toEqual([true, false]);
    // 02:30 on 31 March is skipped: 03:30 it is.
    const skipped = follow('2024-02-29T01:30:00Z', '2024-03-29T01:30:00Z', '2024-03-29T01:30:00.001Z');
    expect(await ask(database.client, month, moment('Europe/Paris'), skipped)).toEqual([true, false]);
    const gap = follow('2024-01-31T01:30:00Z', '2024-03-31T01:30:00Z', '2024-03-31T01:30:00.001Z');
    expect(
      await ask(database.client, { ...month, ...then('did', 2, 'month') }, moment('Europe/Paris'), gap),
    ).toEqual([true, false]);
  });
});
