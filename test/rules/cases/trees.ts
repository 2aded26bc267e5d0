import { hostileEvent, hostileKey } from '../support/host.js';
import type { Wire } from '../support/trees.js';

const field = (name: string, operator: string, value?: unknown): Wire =>
  value === undefined ? { field: name, operator } : { field: name, operator, value };
const event = (more: object): Wire => ({ event: 'purchase', operator: 'did', ...more });
const AND = (...rules: Wire[]): Wire => ({ logic: 'AND', rules });
const OR = (...rules: Wire[]): Wire => ({ logic: 'OR', rules });
const NOT = (group: Wire): Wire => ({ ...group, not: true });
const days = (amount: number) => ({ amount, unit: 'day' });
const lastDays = (last: number) => ({ last, unit: 'day' });
const hour = { amount: 1, unit: 'hour' };

/** Trees whose SQL stands in `sql.snapshot.sql`, to be read by people. */
export const representativeTrees: Readonly<Record<string, Wire>> = {
  'a text of a column': AND(field('c_text', 'equals', 'Paris')),
  'a text of JSON, as it is written': AND(field('attributes.motto', 'equals_exactly', 'Ça va?')),
  'parts of a text': AND(
    field('c_text', 'contains', '50%_\\'),
    field('c_text', 'not_starts_with', 'x'),
    field('c_text', 'ends_with', 'y'),
  ),
  'texts in a list': OR(
    field('c_enum', 'in', ['Calm', 'WILD', 'calm']),
    field('attributes.motto', 'not_in', ['x']),
  ),
  'a regular expression': AND(field('c_char', 'matches', '^[A-C]\\d{2,}(x|Ü).*$')),
  'no text': AND(field('c_text', 'is_empty'), field('extra.word', 'is_not_empty')),
  'a number of a column': AND(field('c_numeric', 'greater_than', 80)),
  'a number of JSON': AND(field('attributes.points', 'at_most', 0.1)),
  'a number of binary fractions': AND(field('c_float', 'less_than', 80.5)),
  'numbers between and in': OR(
    field('c_int', 'between', [1, 80]),
    field('c_int', 'not_between', [2, 3]),
    field('c_int', 'in', [3, 1, 2]),
  ),
  'what is false, true, missing': AND(
    field('c_bool', 'is_false'),
    field('attributes.flag', 'is_true'),
    field('c_bool', 'is_set'),
  ),
  'what is not set': AND(
    field('c_numeric', 'is_not_set'),
    field('attributes.joined', 'is_not_set'),
    field('c_texts', 'is_not_set'),
    field('c_day', 'is_not_set'),
  ),
  'a local day': AND(
    field('c_day', 'on', '2024-03-15'),
    field('c_instant', 'on', '2024-03-15'),
    field('c_timestamp', 'on', '2024-03-15'),
  ),
  'a date of JSON': AND(field('attributes.joined', 'before', '2024-03-15')),
  'dates between': OR(
    field('c_day', 'between', ['2024-03-01', '2024-03-31']),
    field('c_instant', 'not_between', ['2024-03-01T10:00:00Z', '2024-03-02T10:00:00+02:00']),
  ),
  'rolling dates': OR(
    field('c_instant', 'in_last', { amount: 3, unit: 'month' }),
    field('c_day', 'older_than', days(30)),
    field('c_timestamp', 'in_next', hour),
  ),
  'calendar dates': OR(
    field('c_instant', 'this', 'week'),
    field('c_day', 'last', 'quarter'),
    field('attributes.joined', 'next', 'year'),
  ),
  anniversaries: OR(
    field('attributes.born', 'anniversary_in_next', days(3)),
    field('c_day', 'anniversary_in', 'today'),
  ),
  weekdays: AND(field('c_instant', 'is_weekday', ['sunday', 'saturday'])),
  'items of an array': AND(
    field('attributes.tags', 'has_any', ['New', 7]),
    field('c_texts', 'has_all', ['a', 'B', 1]),
    field('attributes.tags', 'has_none', ['x']),
  ),
  'the length of an array': AND(field('c_numbers', 'length', { operator: 'between', value: [1, 3] })),
  'texts of two fields': AND({ field: 'c_text', operator: 'equals', value_field: 'attributes.motto' }),
  'numbers of two fields': AND({ field: 'c_int', operator: 'greater_than', value_field: 'attributes.goal' }),
  'dates of two fields': AND(
    { field: 'c_instant', operator: 'after', value_field: 'c_timestamp' },
    { field: 'attributes.joined', operator: 'on_or_before', value_field: 'c_instant' },
    { field: 'c_day', operator: 'on', value_field: 'extra.since' },
  ),
  'groups in groups': AND(
    field('c_int', 'at_least', 1),
    OR(field('c_bool', 'is_true'), AND(field('c_text', 'is_set'), field('c_int', 'at_most', 9))),
  ),
  'a negated group': NOT(
    OR(field('c_int', 'at_least', 1), AND(field('c_bool', 'is_true'), field('c_text', 'equals', 'x'))),
  ),
  'an event, ever': AND(event({})),
  'an event without a type, in a window': AND({ event: 'order', operator: 'did', within: lastDays(30) }),
  'no event in a calendar window': AND({
    event: 'visit',
    operator: 'did_not',
    within: { calendar: 'last_month' },
  }),
  'an event with properties': AND(
    event({
      where: AND(
        field('amount', 'greater_than', 20),
        NOT(OR(field('item', 'equals', 'x'), field('gift', 'is_true'))),
      ),
      within: { from: '2024-03-01', to: '2024-03-08T00:00:00Z' },
    }),
  ),
  'the first time': AND({ event: 'purchase', operator: 'first_time', within: lastDays(7) }),
  'the last time': AND({
    event: 'order',
    operator: 'last_time',
    within: { from: '2024-01-01', to: '2024-02-01' },
  }),
  'at least three times': AND(event({ count: { operator: 'at_least', value: 3 }, within: lastDays(30) })),
  'at most once, or never': AND(event({ count: { operator: 'at_most', value: 1 } })),
  'a sum': AND(event({ aggregate: { function: 'sum', field: 'amount', operator: 'at_least', value: 500 } })),
  'an average between': AND({
    event: 'order',
    operator: 'did',
    aggregate: { function: 'avg', field: 'total', operator: 'between', value: [1, 2.5] },
  }),
  'different values': AND(
    event({ aggregate: { function: 'count_distinct', field: 'item', operator: 'exactly', value: 2 } }),
  ),
  'events as alternatives': OR(
    field('c_int', 'at_least', 3),
    event({ within: lastDays(30) }),
    NOT(OR(event({ count: { operator: 'at_most', value: 1 } }))),
    AND(field('c_bool', 'is_true'), event({})),
  ),
  'one event and then another': AND(
    event({
      within: lastDays(7),
      then: { event: 'order', operator: 'did', within: { amount: 2, unit: 'hour' } },
    }),
  ),
  'one event and no other, for a month': AND({
    event: 'order',
    operator: 'did',
    then: {
      event: 'purchase',
      operator: 'did_not',
      within: { amount: 1, unit: 'month' },
      where: AND(field('price', 'at_least', 9)),
    },
  }),
  'a segment and not another': AND({ segment: 1, operator: 'in' }, { segment: 2, operator: 'not_in' }),
  'a list and not another': AND({ list: 1, operator: 'in' }, { list: 2, operator: 'not_in' }),
  contacts: OR(
    { contacted: { within: lastDays(7), campaigns: [4, '7'] }, operator: 'was' },
    { contacted: {}, operator: 'was_not' },
  ),
  'a sample': AND({ sample: { percent: 12.5, salt: 'q1-holdout' }, operator: 'in' }),
  'names and values that would break out': AND(
    field(`attributes.${hostileKey}`, 'equals', `'; DROP TABLE host.people; -- $1 " \\ %s`),
    { event: hostileEvent, operator: 'did', where: AND(field('item', 'contains', `') OR 1=1 --`)) },
    { sample: { percent: 50, salt: `'); SELECT pg_sleep(9); --` }, operator: 'in' },
    { contacted: { campaigns: [`4') OR ('1'='1`] }, operator: 'was_not' },
  ),
};

/** The segments that the trees refer to. */
export const referredSegments: readonly Wire[] = [
  AND(field('c_int', 'at_least', 80)),
  OR(field('c_text', 'equals', 'x'), { segment: 1, operator: 'in' }),
];
