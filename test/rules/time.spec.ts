import { describeRule, explainRule, type Moment, parseRule } from 'nest-targeting/rules';
import { ask, momentAt, personWho } from './support/ask.js';
import { hostCatalogue, hostTables } from './support/host.js';
import { type RulesDatabase, rulesDatabase } from './support/rules-database.js';

let database: RulesDatabase;
beforeAll(async () => (database = await rulesDatabase(hostTables)));
afterAll(() => database.close());

/** Which of the instants lie in the window. */
async function inWindow(within: object, moment: Moment, instants: readonly string[]): Promise<string[]> {
  const people = instants.map((at) => personWho({ at }));
  const held = await ask(database.client, { event: 'purchase', operator: 'did', within }, moment, people);
  return instants.filter((_, index) => held[index]);
}

/** The window begins at `from` and ends before `to`, to the millisecond and the microsecond. */
async function reaches(within: object, moment: Moment, from: string, to: string) {
  const [first, end] = [from, to].map((text) => Date.parse(text)) as [number, number];
  const at = (milliseconds: number, micros = '000') =>
    new Date(milliseconds).toISOString().replace('Z', `${micros}Z`);
  const inside = [at(first), at(first, '001'), at(end - 1), at(end - 1, '999')];
  const outside = [at(first - 1), at(first - 1, '999'), at(end), at(end, '001')];
  expect(await inWindow(within, moment, [...inside, ...outside])).toEqual(inside);
}

/** Rolling windows include now: the end that does not belong to them is a millisecond later. */
const justAfter = (now: string) => new Date(Date.parse(now) + 1).toISOString();
const last = (amount: number, unit: string) => ({ last: amount, unit });

describe('rolling windows', () => {
  it.each([
    ['minute', 5, '2024-03-15T11:55:00Z'],
    ['hour', 36, '2024-03-14T00:00:00Z'],
    ['day', 30, '2024-02-14T12:00:00Z'],
    ['week', 2, '2024-03-01T12:00:00Z'],
    ['month', 1, '2024-02-15T12:00:00Z'],
    ['year', 1, '2023-03-15T12:00:00Z'],
  ])('include both edges, in %s', async (unit, amount, from) => {
    await reaches(
      last(amount, unit),
      momentAt('2024-03-15T12:00:00Z'),
      from,
      justAfter('2024-03-15T12:00:00Z'),
    );
  });

  it.each([
    ['a month before 31 March', 1, 'month', '2024-03-31T12:00:00Z', '2024-02-29T12:00:00Z'],
    ['the same in a common year', 1, 'month', '2023-03-31T12:00:00Z', '2023-02-28T12:00:00Z'],
    ['a month before 30 March', 1, 'month', '2023-03-30T12:00:00Z', '2023-02-28T12:00:00Z'],
    ['three months before 31 May', 3, 'month', '2024-05-31T12:00:00Z', '2024-02-29T12:00:00Z'],
    ['a month before 31 December', 1, 'month', '2024-12-31T23:59:59.999Z', '2024-11-30T23:59:59.999Z'],
    ['a year before 29 February', 1, 'year', '2024-02-29T12:00:00Z', '2023-02-28T12:00:00Z'],
    ['four years before 29 February', 4, 'year', '2024-02-29T12:00:00Z', '2020-02-29T12:00:00Z'],
    ['fourteen months', 14, 'month', '2024-03-15T00:00:00Z', '2023-01-15T00:00:00Z'],
  ])('clamp to the end of the month: %s', async (_, amount, unit, now, from) => {
    await reaches(last(amount, unit), momentAt(now), from, justAfter(now));
  });

  it.each([
    // 31 March 2024 has 23 hours in Paris, 27 October 25; a day is 24 hours all the same.
    [
      'a day over the spring change',
      1,
      'day',
      'Europe/Paris',
      '2024-03-31T10:00:00Z',
      '2024-03-30T10:00:00Z',
    ],
    [
      'a week over the autumn change',
      1,
      'week',
      'Europe/Paris',
      '2024-10-28T11:00:00Z',
      '2024-10-21T11:00:00Z',
    ],
    // Months are local time: noon in New York is 16:00 UTC in April and 17:00 in early March.
    [
      'a month over the spring change',
      1,
      'month',
      'America/New_York',
      '2024-04-09T16:00:00Z',
      '2024-03-09T17:00:00Z',
    ],
    [
      'a month over the autumn change',
      1,
      'month',
      'America/New_York',
      '2024-11-09T17:00:00Z',
      '2024-10-09T16:00:00Z',
    ],
    // 02:30 on 31 March does not exist in Paris, on 27 October it comes twice: the later instant counts.
    [
      'to a time that the clocks skip',
      2,
      'month',
      'Europe/Paris',
      '2024-05-31T00:30:00Z',
      '2024-03-31T01:30:00Z',
    ],
    [
      'to a time that comes twice',
      1,
      'month',
      'Europe/Paris',
      '2024-11-27T01:30:00Z',
      '2024-10-27T01:30:00Z',
    ],
    [
      'to half an hour that the clocks skip',
      1,
      'month',
      'Australia/Lord_Howe',
      '2024-11-05T15:15:00Z',
      '2024-10-05T15:45:00Z',
    ],
    [
      'to a day that does not exist',
      1,
      'month',
      'Pacific/Apia',
      '2012-01-29T22:00:00Z',
      '2011-12-30T22:00:00Z',
    ],
    // The local day counts: it is 1 March in Paris already.
    [
      'to the end of a local month',
      1,
      'month',
      'Europe/Paris',
      '2024-03-30T23:30:00Z',
      '2024-02-28T23:30:00Z',
    ],
  ])('%s', async (_, amount, unit, zone, now, from) => {
    await reaches(last(amount, unit), momentAt(now, zone), from, justAfter(now));
  });
});

describe('calendar windows', () => {
  // Late enough for the end of the window to have come, where it can have.
  it.each([
    ['yesterday', 'UTC', '2024-03-01T00:00:00Z', '2024-02-29T00:00:00Z', '2024-03-01T00:00:00Z'],
    ['last_week', 'UTC', '2024-03-17T12:00:00Z', '2024-03-04T00:00:00Z', '2024-03-11T00:00:00Z'],
    ['last_week', 'UTC', '2024-03-18T00:00:00Z', '2024-03-11T00:00:00Z', '2024-03-18T00:00:00Z'],
    ['last_week', 'UTC', '2025-01-01T12:00:00Z', '2024-12-23T00:00:00Z', '2024-12-30T00:00:00Z'],
    ['last_month', 'UTC', '2024-03-31T12:00:00Z', '2024-02-01T00:00:00Z', '2024-03-01T00:00:00Z'],
    ['last_month', 'UTC', '2024-01-15T12:00:00Z', '2023-12-01T00:00:00Z', '2024-01-01T00:00:00Z'],
    ['last_quarter', 'UTC', '2024-01-31T12:00:00Z', '2023-10-01T00:00:00Z', '2024-01-01T00:00:00Z'],
    ['last_quarter', 'UTC', '2024-06-30T12:00:00Z', '2024-01-01T00:00:00Z', '2024-04-01T00:00:00Z'],
    ['last_year', 'UTC', '2025-03-15T12:00:00Z', '2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z'],
    ['yesterday', 'Europe/Paris', '2024-04-01T10:00:00Z', '2024-03-30T23:00:00Z', '2024-03-31T22:00:00Z'],
    ['yesterday', 'Europe/Paris', '2024-10-28T10:00:00Z', '2024-10-26T22:00:00Z', '2024-10-27T23:00:00Z'],
    [
      'yesterday',
      'Australia/Lord_Howe',
      '2024-10-07T00:00:00Z',
      '2024-10-05T13:30:00Z',
      '2024-10-06T13:00:00Z',
    ],
    // In Havana the clocks go from midnight to one: the day begins at one.
    ['yesterday', 'America/Havana', '2024-03-11T12:00:00Z', '2024-03-10T05:00:00Z', '2024-03-11T04:00:00Z'],
    // And back from one to midnight: the day begins at the first midnight and has 25 hours.
    ['yesterday', 'America/Havana', '2024-11-04T12:00:00Z', '2024-11-03T04:00:00Z', '2024-11-04T05:00:00Z'],
    ['last_month', 'Pacific/Apia', '2012-01-15T00:00:00Z', '2011-12-01T10:00:00Z', '2011-12-31T10:00:00Z'],
    [
      'last_month',
      'America/New_York',
      '2024-04-15T00:00:00Z',
      '2024-03-01T05:00:00Z',
      '2024-04-01T04:00:00Z',
    ],
  ])('%s in %s at %s', async (calendar, zone, now, from, to) => {
    await reaches({ calendar }, momentAt(now, zone), from, to);
  });

  it.each([
    ['today', 'UTC', '2024-03-15T12:00:00Z', '2024-03-15T00:00:00Z'],
    ['today', 'Europe/Paris', '2024-03-14T23:00:00Z', '2024-03-14T23:00:00Z'],
    ['today', 'America/Havana', '2024-03-10T12:00:00Z', '2024-03-10T05:00:00Z'],
    ['this_week', 'UTC', '2024-03-17T23:59:59.999Z', '2024-03-11T00:00:00Z'],
    ['this_week', 'UTC', '2024-03-18T00:00:00Z', '2024-03-18T00:00:00Z'],
    ['this_month', 'UTC', '2024-02-29T12:00:00Z', '2024-02-01T00:00:00Z'],
    ['this_quarter', 'UTC', '2024-12-31T12:00:00Z', '2024-10-01T00:00:00Z'],
    ['this_year', 'America/New_York', '2024-01-01T05:00:00Z', '2024-01-01T05:00:00Z'],
    ['this_year', 'America/New_York', '2024-01-01T04:59:59.999Z', '2023-01-01T05:00:00Z'],
  ])('%s in %s at %s ends now: what comes later has not happened', async (calendar, zone, now, from) => {
    await reaches({ calendar }, momentAt(now, zone), from, justAfter(now));
  });

  it('are empty for a day that does not exist', async () => {
    const moment = momentAt('2011-12-30T12:00:00Z', 'Pacific/Apia');
    expect(
      await inWindow({ calendar: 'yesterday' }, moment, ['2011-12-30T09:59:59.999Z', '2011-12-30T10:00:00Z']),
    ).toEqual([]);
  });
});

describe('fixed windows', () => {
  const now = '2025-01-01T00:00:00Z';
  it.each([
    [
      'instants',
      'UTC',
      { from: '2024-03-01T10:00:00Z', to: '2024-03-02T10:00:00Z' },
      '2024-03-01T10:00:00Z',
      '2024-03-02T10:00:00Z',
    ],
    [
      'local midnights',
      'Europe/Paris',
      { from: '2024-03-31', to: '2024-04-01' },
      '2024-03-30T23:00:00Z',
      '2024-03-31T22:00:00Z',
    ],
    [
      'one of each',
      'America/New_York',
      { from: '2024-03-10', to: '2024-03-10T12:00:00+02:00' },
      '2024-03-10T05:00:00Z',
      '2024-03-10T10:00:00Z',
    ],
    ['without an end', 'UTC', { from: '2024-03-01', to: null }, '2024-03-01T00:00:00Z', justAfter(now)],
  ])('from included, to not: %s', async (_, zone, within, from, to) => {
    await reaches(within, momentAt(now, zone), from, to);
  });

  it('without a beginning', async () => {
    const instants = ['0001-01-01T00:00:00Z', '2024-02-29T23:59:59.999Z', '2024-03-01T00:00:00Z'];
    expect(await inWindow({ to: '2024-03-01' }, momentAt(now), instants)).toEqual(instants.slice(0, 2));
  });

  it.each(['0001-01-01', '9999-12-31', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'])(
    'at the ends of time: %s',
    async (day) => {
      const instants = ['0001-01-02T00:00:00Z', '2024-02-29T23:59:59.999Z'];
      const begun = day.startsWith('0');
      for (const zone of ['UTC', 'Europe/Paris', 'America/New_York', 'Pacific/Apia']) {
        expect(await inWindow({ from: day }, momentAt(now, zone), instants)).toEqual(begun ? instants : []);
        expect(await inWindow({ to: day }, momentAt(now, zone), instants)).toEqual(begun ? [] : instants);
      }
    },
  );
});

describe('words', () => {
  const sayAll = (rules: object[], moment: Moment) =>
    describeRule(parseRule({ logic: 'AND', rules }, hostCatalogue), moment);
  const say = (wire: object, moment: Moment) =>
    sayAll([{ event: 'purchase', operator: 'did', ...wire }], moment);

  it('show the resolved boundaries', () => {
    const moment = momentAt('2024-03-31T10:00:00Z', 'Europe/Paris');
    expect(say({ within: last(1, 'month') }, moment)).toBe(
      'did “the purchase” in the last 1 month (since 2024-02-29 12:00 Europe/Paris)',
    );
    expect(say({ within: { calendar: 'last_quarter' } }, moment)).toBe(
      'did “the purchase” last quarter (2023-10-01 to 2023-12-31)',
    );
    expect(say({ within: { from: '2024-01-01', to: '2024-02-01T00:00:00Z' } }, moment)).toBe(
      'did “the purchase” from 2024-01-01 until 2024-02-01 01:00 Europe/Paris',
    );
  });

  it('say an instant of the rule exactly, a boundary that goes on to the minute', () => {
    const moment = momentAt('2024-03-31T10:00:12.345Z');
    const before = (value: string) => sayAll([{ field: 'c_instant', operator: 'before', value }], moment);
    expect(before('2024-01-01T10:00:00Z')).toBe('the c_instant is before 2024-01-01 10:00 UTC');
    expect(before('2024-01-01T10:00:59Z')).toBe('the c_instant is before 2024-01-01 10:00:59 UTC');
    expect(before('2024-01-01T10:00:00.5Z')).toBe('the c_instant is before 2024-01-01 10:00:00.5 UTC');
    expect(say({ within: { from: '2024-01-01T00:00:01Z', to: null } }, moment)).toBe(
      'did “the purchase” from 2024-01-01 00:00:01 UTC',
    );
    expect(say({ within: last(1, 'hour') }, moment)).toBe(
      'did “the purchase” in the last 1 hour (since 2024-03-31 09:00 UTC)',
    );
    expect(
      sayAll([{ field: 'c_instant', operator: 'older_than', value: { amount: 1, unit: 'hour' } }], moment),
    ).toBe('the c_instant is longer ago than 1 hour (2024-03-31 09:00 UTC)');
  });

  it('say what a rule about instants met as exactly', () => {
    const value = '2024-01-01T10:00:00.5Z';
    const rule = parseRule(
      { logic: 'AND', rules: [{ field: 'c_instant', operator: 'before', value }] },
      hostCatalogue,
    );
    const person = {
      ...{ key: 1, values: new Map([['c_instant', value]]) },
      ...{ events: [], lists: new Set<number>(), contacts: [] },
    };
    expect(explainRule(rule, person, { moment: momentAt('2024-03-31T10:00:00Z') })).toMatchObject({
      actualText: 'the c_instant is 2024-01-01 10:00:00.5 UTC',
      matched: false,
    });
  });

  it('tell what an event must be from what else must hold', () => {
    const moment = momentAt('2024-03-31T10:00:00Z');
    const field = (name: string, value: unknown) => ({ field: name, operator: 'equals', value });
    const where = (...rules: object[]) => ({ logic: 'OR', rules });
    const [amount, item, score] = [field('amount', 20), field('item', 'x'), field('c_int', 1)];
    const sayWhere = (group: object) =>
      sayAll([{ event: 'purchase', operator: 'did', where: group }, score], moment);
    expect(sayWhere(where(where(amount, item)))).toBe(
      'did “the purchase” where (the amount is 20 or the item is “x”) and the c_int is 1',
    );
    expect(sayWhere({ ...where(amount, item), not: true })).toBe(
      'did “the purchase” where not (the amount is 20 or the item is “x”) and the c_int is 1',
    );
    expect(sayWhere(where(amount))).toBe('did “the purchase” where the amount is 20 and the c_int is 1');
  });
});
