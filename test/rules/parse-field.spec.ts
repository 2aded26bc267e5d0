import { all, faultsOf, field, first } from './support/faults.js';

describe('a field', () => {
  it.each<[string, object, string]>([
    ['unknown', field('shoe_size', 'equals', 1), 'field unknown_field'],
    ['in another case', field('C_TEXT', 'equals', 'x'), 'field unknown_field'],
    ['of Object.prototype', field('constructor', 'equals', 'x'), 'field unknown_field'],
    ['not a text', field(7 as never, 'equals', 1), 'field invalid'],
    ['with an unknown operator', field('c_text', 'like', 'x'), 'operator unknown_operator'],
    ['with no operator', { field: 'c_text', value: 'x' }, 'operator unknown_operator'],
    ["with another type's operator", field('c_int', 'contains', 1), 'operator unknown_operator'],
    ['with a number for a text', field('c_text', 'equals', 1), 'value invalid'],
    ['with no value', field('c_text', 'equals'), 'value invalid'],
    ['with null', field('c_text', 'equals', null), 'value invalid'],
    ['with an empty text', field('c_text', 'contains', ''), 'value empty'],
    ['with a list for a text', field('c_text', 'equals', ['x']), 'value invalid'],
    ['with a lone surrogate', field('c_text', 'equals', '\ud83d'), 'value invalid'],
    ['with a NUL character', field('c_text', 'equals', 'a\0b'), 'value invalid'],
    ['with a text of 1,001', field('c_text', 'equals', 'x'.repeat(1_001)), 'value too_long'],
    ['with an empty list', field('c_text', 'in', []), 'value empty'],
    ['with a text for a list', field('c_text', 'in', 'Paris'), 'value invalid'],
    ['with a wrong item', field('c_text', 'not_in', ['Paris', 7]), 'value[1] invalid'],
    ['with an empty item', field('c_text', 'in', ['Paris', '']), 'value[1] empty'],
    [
      'with 10,001 items',
      field(
        'c_int',
        'in',
        Array.from({ length: 10_001 }, (_, index) => index),
      ),
      'value too_many',
    ],
    ['with a value though it takes none', field('c_text', 'is_set', true), 'value invalid'],
    ['with a text for a number', field('c_int', 'equals', '80'), 'value invalid'],
    ['with true for a number', field('c_int', 'equals', true), 'value invalid'],
    ['with a number that is not exact', field('c_int', 'equals', 2 ** 53), 'value invalid'],
    [
      'with a fraction that JSON has changed',
      field('c_numeric', 'equals', JSON.parse('8796093022208.001')),
      'value invalid',
    ],
    ['with an infinite number', field('c_int', 'equals', JSON.parse('1e999')), 'value invalid'],
    ['with one bound', field('c_int', 'between', [1]), 'value invalid'],
    ['with three bounds', field('c_int', 'between', [1, 2, 3]), 'value invalid'],
    ['with bounds the wrong way round', field('c_int', 'not_between', [2, 1]), 'value invalid'],
    ['with a text as a bound', field('c_int', 'between', [1, '2']), 'value[1] invalid'],
    ['on a day that does not exist', field('c_day', 'on', '2023-02-29'), 'value invalid'],
    ['on an instant', field('c_day', 'on', '2023-02-28T10:00:00Z'), 'value invalid'],
    ['before a time without a zone', field('c_day', 'before', '2023-02-28T10:00:00'), 'value invalid'],
    [
      'before an instant out of range',
      field('c_day', 'before', '9999-12-31T23:59:59-01:00'),
      'value invalid',
    ],
    [
      'between a day and an instant',
      field('c_day', 'between', ['2023-02-28', '2023-03-01T00:00:00Z']),
      'value invalid',
    ],
    [
      'between days the wrong way round',
      field('c_day', 'between', ['2023-03-01', '2023-02-28']),
      'value invalid',
    ],
    ['in the last zero days', field('c_day', 'in_last', { amount: 0, unit: 'day' }), 'value.amount invalid'],
    ['in the last 1.5 days', field('c_day', 'in_last', { amount: 1.5, unit: 'day' }), 'value.amount invalid'],
    ['in the last "7" days', field('c_day', 'in_last', { amount: '7', unit: 'day' }), 'value.amount invalid'],
    [
      'in the last 1,001 years',
      field('c_day', 'in_last', { amount: 1_001, unit: 'year' }),
      'value.amount invalid',
    ],
    ['in the last days', field('c_day', 'in_last', { amount: 7, unit: 'days' }), 'value.unit invalid'],
    [
      'with a duration that says more',
      field('c_day', 'in_last', { amount: 7, unit: 'day', from: 'now' }),
      'value.from unknown_property',
    ],
    ['in the last 7', field('c_day', 'in_last', 7), 'value invalid'],
    ['in this fortnight', field('c_day', 'this', 'fortnight'), 'value invalid'],
    [
      'with an anniversary in hours',
      field('c_day', 'anniversary_in_next', { amount: 7, unit: 'hour' }),
      'value.unit invalid',
    ],
    ['with an anniversary this year', field('c_day', 'anniversary_in', 'this_year'), 'value invalid'],
    ['on no weekday', field('c_day', 'is_weekday', []), 'value empty'],
    ['on a weekday of another language', field('c_day', 'is_weekday', ['Monday']), 'value[0] invalid'],
    ['that has true', field('c_texts', 'has_any', [true]), 'value[0] invalid'],
    [
      'of a length of -1',
      field('c_texts', 'length', { operator: 'exactly', value: -1 }),
      'value.value invalid',
    ],
    [
      'of a length that is compared in another way',
      field('c_texts', 'length', { operator: 'equals', value: 1 }),
      'value.operator unknown_operator',
    ],
    [
      'compared with an unknown field',
      { field: 'c_int', operator: 'equals', value_field: 'x' },
      'value_field unknown_field',
    ],
    [
      'compared with a field of another type',
      { field: 'c_int', operator: 'equals', value_field: 'c_text' },
      'value_field invalid',
    ],
    [
      'compared with a value and a field',
      { field: 'c_int', operator: 'equals', value: 1, value_field: 'c_int' },
      'value invalid',
    ],
    [
      'compared with a field by an operator that cannot',
      { field: 'c_text', operator: 'in', value_field: 'c_text' },
      'value_field invalid',
    ],
    [
      'compared with a list of fields',
      { field: 'c_int', operator: 'equals', value_field: ['c_int'] },
      'value_field invalid',
    ],
    ['with a misspelt key', { field: 'c_int', operator: 'is_set', Value: 1 }, 'Value unknown_property'],
  ])('is refused %s', (_, rule, fault) => {
    expect(faultsOf(all(rule))).toEqual([`${first}.${fault}`]);
  });

  it.each<[string, object]>([
    ['null for what is optional', { field: 'c_int', operator: 'equals', value: 1, value_field: null }],
    [
      'null for a value that is not asked',
      { field: 'c_int', operator: 'is_set', value: null, value_field: null },
    ],
    [
      '10,000 items',
      field(
        'c_int',
        'in',
        Array.from({ length: 10_000 }, (_, index) => index),
      ),
    ],
    ['a text of 1,000', field('c_text', 'equals', 'x'.repeat(1_000))],
    ['numbers and texts mixed', field('c_texts', 'has_all', [1, 'a'])],
    ['fractions that JSON keeps', field('c_numeric', 'in', [8796093022208.25, 1 / 3])],
  ])('is taken with %s', (_, rule) => {
    expect(faultsOf(all(rule))).toEqual([]);
  });
});
