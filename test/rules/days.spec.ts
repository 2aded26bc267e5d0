import type { Moment } from 'nest-targeting/rules';
import { ask, momentAt, personWith } from './support/ask.js';
import { hostTables } from './support/host.js';
import { type RulesDatabase, rulesDatabase } from './support/rules-database.js';

let database: RulesDatabase;
beforeAll(async () => (database = await rulesDatabase(hostTables)));
afterAll(() => database.close());

/** Which of the days have the rule hold. */
async function daysThat(rule: object, moment: Moment, days: readonly string[]): Promise<string[]> {
  const people = days.map((c_day) => personWith({ c_day }));
  const held = await ask(database.client, { field: 'c_day', ...rule }, moment, people);
  return days.filter((_, index) => held[index]);
}

describe('anniversaries of 29 February', () => {
  const born = ['1984-02-28', '1984-02-29', '1984-03-01'];
  const today = { operator: 'anniversary_in', value: 'today' };
  it.each([
    ['2023-02-28', ['1984-02-28', '1984-02-29']],
    ['2023-03-01', ['1984-03-01']],
    ['2024-02-28', ['1984-02-28']],
    ['2024-02-29', ['1984-02-29']],
    ['2100-02-28', ['1984-02-28', '1984-02-29']],
    ['2000-02-28', ['1984-02-28']],
  ])('on %s', async (day, expected) => {
    expect(await daysThat(today, momentAt(`${day}T12:00:00Z`), born)).toEqual(expected);
  });

  const inNext = (amount: number, unit = 'day') => ({
    operator: 'anniversary_in_next',
    value: { amount, unit },
  });
  it.each([
    ['six days before the 28th', '2023-02-22', inNext(6), ['1984-02-28', '1984-02-29']],
    ['five days before the 27th', '2023-02-22', inNext(5), []],
    ['in a leap year the 28th is not yet it', '2024-02-22', inNext(6), ['1984-02-28']],
    ['but the 29th', '2024-02-22', inNext(7), ['1984-02-28', '1984-02-29']],
    ['a month from 31 January', '2023-01-31', inNext(1, 'month'), ['1984-02-28', '1984-02-29']],
    ['a whole year', '2023-03-02', inNext(1, 'year'), born],
    ['a thousand years', '2023-03-02', inNext(1000, 'year'), born],
    [
      'this month',
      '2023-02-10',
      { operator: 'anniversary_in', value: 'this_month' },
      ['1984-02-28', '1984-02-29'],
    ],
    ['this week, which has the 28th', '2023-03-02', { operator: 'anniversary_in', value: 'this_week' }, born],
  ])('%s', async (_, day, rule, expected) => {
    expect(await daysThat(rule, momentAt(`${day}T12:00:00Z`), born)).toEqual(expected);
  });

  it('of other days run over the end of the year', async () => {
    const days = ['1990-12-27', '1990-12-28', '1990-12-31', '1990-01-01', '1990-01-04', '1990-01-05'];
    expect(await daysThat(inNext(7), momentAt('2023-12-28T12:00:00Z'), days)).toEqual(days.slice(1, 5));
  });

  it('of today come also at the end of the years that have four digits', async () => {
    const days = ['1990-12-29', '1990-12-30', '1990-01-06', '1990-01-07'];
    expect(await daysThat(inNext(7), momentAt('9999-12-30T12:00:00Z'), days)).toEqual(days.slice(1, 3));
  });

  it('go by the local day of now and of the value', async () => {
    const moment = momentAt('2024-03-15T23:30:00Z', 'Europe/Paris');
    expect(await daysThat(today, moment, ['1990-03-15', '1990-03-16'])).toEqual(['1990-03-16']);
  });
});

describe('days of date fields', () => {
  const paris = (now: string) => momentAt(now, 'Europe/Paris');
  const days = (amount: number) => ({ amount, unit: 'day' });

  it('count from their local midnight in rolling windows, also where the clocks change', async () => {
    // A day before noon of 31 March is 11:00 of the 30th, whose midnight was before.
    const before = ['2024-03-29', '2024-03-30', '2024-03-31', '2024-04-01'];
    expect(
      await daysThat({ operator: 'in_last', value: days(1) }, paris('2024-03-31T10:00:00Z'), before),
    ).toEqual(['2024-03-31']);
    // Midnight itself is an edge that belongs to both sides.
    const midnight = paris('2024-03-14T23:00:00Z');
    expect(
      await daysThat({ operator: 'in_last', value: days(1) }, midnight, [
        '2024-03-13',
        '2024-03-14',
        '2024-03-15',
      ]),
    ).toEqual(['2024-03-14', '2024-03-15']);
    expect(
      await daysThat({ operator: 'in_next', value: days(1) }, midnight, [
        '2024-03-14',
        '2024-03-15',
        '2024-03-16',
      ]),
    ).toEqual(['2024-03-15', '2024-03-16']);
    expect(
      await daysThat({ operator: 'older_than', value: days(1) }, midnight, ['2024-03-13', '2024-03-14']),
    ).toEqual(['2024-03-13']);
  });

  it('beyond the years that have four digits are no dates', async () => {
    const rule = { operator: 'is_set' };
    const odd = ['infinity', '-infinity', '0044-03-15 BC', '10000-01-01', '0001-01-01', '9999-12-31'];
    expect(await daysThat(rule, momentAt('2024-01-01T00:00:00Z'), odd)).toEqual(odd.slice(4));
    for (const operator of ['before', 'after', 'on_or_before', 'on_or_after', 'on'])
      for (const value of ['0001-01-01', '9999-12-31'])
        expect(odd.slice(4)).toEqual(
          expect.arrayContaining(await daysThat({ operator, value }, paris('2024-01-01T00:00:00Z'), odd)),
        );
  });
});
