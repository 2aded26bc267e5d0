import { checkRules, link, type Moment, parseRule } from 'nest-targeting/rules';
import { hostCatalogue } from './support/host.js';

const moment: Moment = { now: Date.parse('2026-11-25T12:00:00Z'), timeZone: 'UTC' };

type Part = Record<string, unknown>;
const and = (...rules: Part[]) => ({ logic: 'AND', rules });
const or = (...rules: Part[]) => ({ logic: 'OR', rules });
const not = (rule: Part) => ({ ...rule, not: true });
const field = (name: string, operator: string, value?: unknown): Part => ({ field: name, operator, value });
const number = (operator: string, value?: unknown) => field('c_int', operator, value);
const points = (operator: string, value?: unknown) => field('attributes.points', operator, value);
const text = (operator: string, value?: unknown) => field('c_text', operator, value);
const date = (operator: string, value?: unknown) => field('attributes.joined', operator, value);
const tags = (operator: string, value?: unknown) => field('attributes.tags', operator, value);
const bool = (operator: string) => field('c_bool', operator);
const bought = (more: Part = {}): Part => ({ event: 'purchase', operator: 'did', ...more });
const times = (operator: string, value: unknown) => bought({ count: { operator, value } });
const within = (amount: number, unit = 'day') => ({ within: { last: amount, unit } });
const last = (amount: number, unit = 'day') => ({ amount, unit });
const sample = (percent: number, operator = 'in') => ({ sample: { percent, salt: 's' }, operator });
const first = (calendar: string) => ({ event: 'purchase', operator: 'first_time', within: { calendar } });
const expensive = { where: and(field('amount', 'greater_than', 20)) };
const impossible = { where: and(field('amount', 'greater_than', 20), field('amount', 'less_than', 3)) };
const vip = { segment: 1, operator: 'in' };

const references = {
  segments: new Map([
    [
      1,
      {
        ...{ id: 1, name: 'VIP', status: 'active' as const },
        rule: parseRule(and(number('greater_than', 80)), hostCatalogue),
      },
    ],
  ]),
  lists: new Map([[7, { id: 7, name: 'Guests', status: 'active' as const }]]),
};

const warningsOf = (conditions: Part, { at = moment, catalogue = hostCatalogue } = {}) => {
  const tree = link(parseRule(conditions, catalogue), references);
  if (tree.kind !== 'group') throw new Error('A tree is a group.');
  return checkRules(tree, at);
};
const found = (...asked: Parameters<typeof warningsOf>) =>
  warningsOf(...asked).map(({ path, code }) => `${path} ${code}`);

const r = (...positions: number[]) => `conditions${positions.map((n) => `.rules[${n}]`).join('')}`;
const contradiction = [`${r(1)} contradiction`];

describe('checks find', () => {
  it.each<[string, Part[]]>([
    ['a number above and below', [number('greater_than', 80), number('less_than', 20)]],
    ['nothing between neighbours', [number('greater_than', 80), number('less_than', 81)]],
    ['a number beside a range', [points('between', [1, 5]), points('equals', 5.1)]],
    ['a number and its negation', [points('equals', 5), points('not_in', [5, 6])]],
    ['lists with nothing in common', [number('in', [1, 2]), number('in', [3, 4])]],
    ['set and not set', [points('is_set'), points('is_not_set')]],
    ['a value and none', [points('at_least', 5), points('is_not_set')]],
    ['true and false', [bool('is_true'), bool('is_false')]],
    ['two texts', [text('equals', 'Paris'), text('equals', 'Rome')]],
    ['one text in two cases', [text('equals_exactly', 'Paris'), text('equals_exactly', 'PARIS')]],
    ['texts with nothing in common', [text('in', ['a', 'b']), text('in', ['c'])]],
    ['a text and what it does not contain', [text('equals', 'Paris'), text('contains', 'om')]],
    ['a text and what it begins with', [text('in', ['Paris', 'Pau']), text('not_starts_with', 'PA')]],
    ['two beginnings', [text('starts_with', 'ab'), text('starts_with', 'ac')]],
    ['a beginning that is contained', [text('starts_with', 'ab'), text('not_contains', 'b')]],
    ['an empty text with content', [text('is_empty'), text('ends_with', 'x')]],
    ['days apart', [date('before', '2026-01-01'), date('after', '2026-06-01')]],
    ['windows apart', [date('in_last', last(7)), date('older_than', last(30))]],
    ['past and future', [date('in_last', last(7)), date('next', 'month')]],
    ['two weekdays', [date('is_weekday', ['monday']), date('is_weekday', ['sunday', 'tuesday'])]],
    ['an item that is and is not there', [tags('has_all', ['a', 'b']), tags('has_none', ['B', 'c'])]],
    [
      'more items than there are',
      [tags('has_all', ['a', 'b']), tags('length', { operator: 'at_most', value: 1 })],
    ],
    ['numbers of events', [times('at_least', 3), times('at_most', 2)]],
    ['did and did not', [bought(), bought({ operator: 'did_not' })]],
    [
      'more in the part than in the whole',
      [bought(within(7)), bought({ operator: 'did_not', ...within(30) })],
    ],
    [
      'an amount of no events',
      [
        bought({ aggregate: { function: 'sum', field: 'amount', operator: 'at_least', value: 1 } }),
        bought({ operator: 'did_not' }),
      ],
    ],
    ['two first times', [first('this_month'), first('last_year')]],
    [
      'contacted and not',
      [
        { contacted: { ...within(7), campaigns: [4] }, operator: 'was' },
        { contacted: within(30), operator: 'was_not' },
      ],
    ],
    [
      'in a list and not',
      [
        { list: 7, operator: 'in' },
        { list: 7, operator: 'not_in' },
      ],
    ],
    ['a sample and the rest of it', [sample(10), sample(20, 'not_in')]],
    ['what a segment says', [vip, number('less_than', 20)]],
    ['a group and a rule', [or(number('equals', 1), number('equals', 2)), number('greater_than', 5)]],
  ])('the contradiction: %s', (_, rules) => {
    expect(found(and(...rules))).toEqual(contradiction);
    // As one of the two always fails, one of the two turned round always holds.
    const turned = or(
      ...rules.map((rule) => not(and(rule, { sample: { percent: 10, salt: 't' }, operator: 'in' }))),
    );
    expect(found(turned)).toContain('conditions always_matches');
  });

  it.each<[string, Part, string]>([
    [
      'a window before it begins',
      bought({ within: { from: '2026-02-01', to: '2026-01-31T20:00:00Z' } }),
      'never_matches',
    ],
    ['events that no property fits', bought(impossible), 'never_matches'],
    [
      'fewer different values than one',
      bought({ aggregate: { function: 'count_distinct', field: 'item', operator: 'at_most', value: 0 } }),
      'never_matches',
    ],
    ['any number of events', times('at_least', 0), 'always_matches'],
    ['no events that no property fits', bought({ operator: 'did_not', ...impossible }), 'always_matches'],
    ['a sample of all', sample(100), 'always_matches'],
    ['nobody of a sample of all', sample(100, 'not_in'), 'never_matches'],
  ])('%s', (_, rule, code) => {
    expect(found(and(text('is_set'), rule))).toEqual(expect.arrayContaining([`${r(1)} ${code}`]));
  });

  it.each<[string, Part, string[]]>([
    ['x or not x', or(number('equals', 1), number('not_equals', 1)), ['conditions always_matches']],
    [
      'two that leave nobody out',
      or(number('not_in', [1]), number('not_in', [2])),
      ['conditions always_matches'],
    ],
    [
      'three that cannot all hold',
      and(or(bool('is_true'), bool('is_false')), bool('is_not_set')),
      contradiction,
    ],
    [
      'a negated contradiction',
      and(text('is_set'), not(and(number('equals', 1), number('equals', 2)))),
      [`${r(1)} always_matches`],
    ],
    [
      'a negated certainty',
      and(text('is_set'), not(or(number('equals', 1), number('not_equals', 1)))),
      [`${r(1)} never_matches`],
    ],
    [
      'the innermost place',
      or(text('is_set'), and(number('equals', 1), number('equals', 2))),
      [`${r(1, 1)} contradiction`],
    ],
    [
      'the same rule twice',
      and(text('equals', 'Paris'), text('is_set'), text('equals', 'PARIS')),
      [`${r(1)} redundant_rule`, `${r(2)} duplicate_rule`],
    ],
    [
      'the same group twice',
      or(and(text('is_set'), bool('is_true')), and(bool('is_true'), text('is_set'))),
      [`${r(1)} duplicate_rule`],
    ],
    [
      'what a narrower rule says',
      and(number('greater_than', 50), number('greater_than', 80)),
      [`${r(0)} redundant_rule`],
    ],
    [
      'what a wider rule lets in',
      or(number('greater_than', 50), number('greater_than', 80)),
      [`${r(1)} redundant_rule`],
    ],
    ['a longer window', and(bought(within(7)), bought(within(30))), [`${r(1)} redundant_rule`]],
    [
      'a shorter month',
      or(date('in_last', last(1, 'month')), date('in_last', last(3, 'month'))),
      [`${r(0)} redundant_rule`],
    ],
    [
      'hours in more hours, of what may be a day or an instant',
      and(date('in_last', last(36, 'hour')), date('in_last', last(40, 'hour'))),
      [`${r(1)} redundant_rule`],
    ],
    ['a calendar in another', and(date('this', 'month'), date('this', 'year')), [`${r(1)} redundant_rule`]],
    ['what a segment says already', and(vip, number('at_least', 10)), [`${r(1)} redundant_rule`]],
    [
      'a double negation',
      and(text('is_set'), not(and(number('not_equals', 1)))),
      [`${r(1)} double_negation`],
    ],
    [
      'a group turned round twice',
      and(text('is_set'), not(and(not(or(bool('is_true'), number('is_set')))))),
      [`${r(1)} double_negation`],
    ],
    ['hours of whole days', and(field('c_day', 'in_last', last(2, 'hour'))), [`${r(0)} window_without_time`]],
  ])('%s', (_, conditions, expected) => {
    expect(found(conditions)).toEqual(expected);
  });
});

describe('checks say nothing of', () => {
  it.each<[string, Part]>([
    ['a range', and(number('greater_than', 20), number('less_than', 80))],
    ['neighbours of exact numbers', and(points('greater_than', 80), points('less_than', 81))],
    ['a negation, which lets the missing in', and(number('not_equals', 1), text('is_set'))],
    [
      'a value or its opposite, which missing values are not',
      or(number('greater_than', 1), number('at_most', 1)),
    ],
    ['true or false, which missing values are not', or(bool('is_true'), bool('is_false'))],
    ['one item and not the other', and(tags('has_any', ['a']), tags('has_none', ['b']))],
    ['windows of different clocks', and(date('in_last', last(30)), date('in_last', last(1, 'month')))],
    ['a month that is this year’s only now', and(date('in_last', last(30)), date('this', 'year'))],
    ['different events', and(bought(), { event: 'visit', operator: 'did_not' })],
    [
      'different properties',
      and(bought(expensive), bought({ operator: 'did_not', where: and(field('amount', 'less_than', 3)) })),
    ],
    ['a part without the whole', and(bought(within(30)), bought({ operator: 'did_not', ...within(7) }))],
    ['two fields', and(number('greater_than', 80), points('less_than', 20))],
    ['hours of instants', and(field('c_instant', 'in_last', last(2, 'hour')))],
    ['a negation', and(not(and(number('equals', 1))))],
    ['two samples', and(sample(10), { sample: { percent: 10, salt: 't' }, operator: 'not_in' })],
    ['a tree too large to compare', and(...Array.from({ length: 301 }, () => number('equals', 1)))],
  ])('%s', (_, conditions) => {
    expect(found(conditions)).toEqual([]);
  });
});

describe('checks of fields of any name', () => {
  /** A copy of a field for each name. */
  const catalogue = (names: Record<string, string>) => ({
    ...hostCatalogue,
    fields: new Map([
      ...hostCatalogue.fields,
      ...Object.entries(names).map(
        ([name, like]) => [name, { ...hostCatalogue.fields.get(like)!, name }] as const,
      ),
    ]),
  });

  it.each<[string, Part[], Record<string, string>]>([
    [
      'a weekday',
      [field('c_day', 'is_weekday', ['monday']), field('c_day weekday', 'equals', 12)],
      { 'c_day weekday': 'c_int' },
    ],
    [
      'an exact text',
      [text('equals_exactly', 'L'), field('c_text exactly', 'equals', 42)],
      { 'c_text exactly': 'c_int' },
    ],
    [
      'an item',
      [tags('has_all', ['a', 'b']), field('attributes.tags has text a', 'equals', 42)],
      { 'attributes.tags has text a': 'c_int' },
    ],
    ['a list', [{ list: 7, operator: 'in' }, field('list 7', 'equals', 42)], { 'list 7': 'c_int' }],
    ['a sample', [sample(10), field('sample s', 'equals', 5000)], { 'sample s': 'c_int' }],
  ])('do not take one for %s', (_, rules, names) => {
    expect(found(and(...rules), { catalogue: catalogue(names) })).toEqual([]);
  });
});

describe('what checks say', () => {
  it('names the rules in words, and what to do', () => {
    expect(warningsOf(and(number('greater_than', 80), number('less_than', 20)))[0]!.message).toBe(
      '‘the c_int is greater than 80’ and ‘the c_int is less than 20’ can never both hold. Change one of them, or join them with OR.',
    );
    expect(warningsOf(and(number('greater_than', 50), number('greater_than', 80)))[0]!.message).toBe(
      '‘the c_int is greater than 50’ changes nothing: whoever fits ‘the c_int is greater than 80’ fits it too. Remove it, or change one of the two.',
    );
    expect(warningsOf(or(number('equals', 1), number('not_equals', 1)))[0]!.message).toBe(
      'This group holds for everybody: ‘the c_int is 1’ and ‘the c_int is not 1’ cannot both fail. Change one of them, or remove the group.',
    );
  });

  it('says when it is so only for now', () => {
    const [lastWeek, lastMonth] = [date('last', 'week'), date('last', 'month')];
    expect(warningsOf(and(lastWeek, lastMonth))[0]).toMatchObject({
      code: 'contradiction',
      message: expect.stringContaining('as the calendar stands now'),
    });
    expect(warningsOf(and(date('last', 'year'), date('this', 'year')))[0]!.message).not.toContain('calendar');
    expect(warningsOf(and(date('last', 'week'), date('next', 'day')))[0]!.message).not.toContain('calendar');
  });

  it('says so of hours of whole days, which go by the time of day', () => {
    const hours = (operator: string, amount: number, other: Part) =>
      and(field('c_day', operator, last(amount, 'hour')), other);
    const asked = and(hours('in_last', 36, number('is_set')), hours('older_than', 30, points('is_set')));
    const messagesAt = (time: string) =>
      warningsOf(asked, { at: { ...moment, now: Date.parse(`2026-11-27T${time}Z`) } })
        .filter(({ code }) => code === 'contradiction')
        .map(({ message }) => message);
    expect(messagesAt('08:00')).toEqual([]);
    expect(messagesAt('15:00')).toEqual([
      expect.stringContaining('can never both hold, as the calendar stands now'),
    ]);
  });

  // 1 January 2029 is a Monday, that of 2030 is not.
  it('looks beyond the next New Year', () => {
    const at = { ...moment, now: Date.parse('2028-06-27T12:00:00Z') };
    const lastTime = (calendar: string) => ({ ...first(calendar), operator: 'last_time' });
    expect(found(and(lastTime('this_week'), lastTime('this_year')), { at })).toEqual([]);
    expect(
      found(
        and(bought({ within: { calendar: 'this_week' } }), bought({ within: { calendar: 'this_year' } })),
        { at },
      ),
    ).toEqual([]);
    const [weekOfLastYear] = warningsOf(and(date('this', 'week'), date('last', 'year')), { at });
    expect(weekOfLastYear!.message).toContain('can never both hold, as the calendar stands now');
  });
});

describe('checks of rules that stand deep', () => {
  // Each level that was looked at twice would double the time: this many levels would take years.
  it('look at each level once', () => {
    const deepest = and(number('greater_than', 80), number('less_than', 20));
    const nested = Array.from({ length: 40 }, (_, level) => level).reduce(
      (inner, level) =>
        level % 2 ? and(points('at_least', level), inner) : or(number('equals', level), inner),
      deepest,
    );
    const path = `conditions${'.rules[1]'.repeat(41)}`;
    expect(found(nested)).toContain(`${path} contradiction`);
  });
});
