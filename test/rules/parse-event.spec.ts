import { all, event, faultsOf, field, first } from './support/faults.js';

describe('an event', () => {
  it.each<[string, object, string]>([
    ['unknown', { event: 'refund', operator: 'did' }, 'event unknown_event'],
    ['that is no text', { event: ['purchase'], operator: 'did' }, 'event invalid'],
    ['without an operator', { event: 'purchase' }, 'operator unknown_operator'],
    ['with an unknown operator', { event: 'purchase', operator: 'does' }, 'operator unknown_operator'],
    ['for the first time, ever', { event: 'purchase', operator: 'first_time' }, 'within required'],
    [
      'for the last time, ever',
      { event: 'purchase', operator: 'last_time', within: null },
      'within required',
    ],
    [
      'not done twice',
      { event: 'purchase', operator: 'did_not', count: { operator: 'exactly', value: 2 } },
      'count unknown_property',
    ],
    ['with a misspelt key', event({ wihtin: { last: 1, unit: 'day' } }), 'wihtin unknown_property'],
    ['with an empty where', event({ where: {} }), 'where.logic invalid'],
    ['with an empty where', event({ where: all() }), 'where.rules empty'],
    [
      "with a property of the customer's",
      event({ where: all(field('c_int', 'is_set')) }),
      'where.rules[0].field unknown_field',
    ],
    [
      "with another event's property",
      event({ where: all(field('total', 'is_set')) }),
      'where.rules[0].field unknown_field',
    ],
    ['with an event in where', event({ where: all(event({})) }), 'where.rules[0] invalid'],
    [
      'with a segment in where',
      event({ where: all({ segment: 1, operator: 'in' }) }),
      'where.rules[0] invalid',
    ],
    ['with an empty window', event({ within: {} }), 'within empty'],
    ['with a window of nothing', event({ within: { from: null } }), 'within empty'],
    ['with a window that is a text', event({ within: 'today' }), 'within invalid'],
    ['with a window of the last 0', event({ within: { last: 0, unit: 'day' } }), 'within.last invalid'],
    ['with a window without a unit', event({ within: { last: 7 } }), 'within.unit invalid'],
    [
      'with two windows',
      event({ within: { last: 7, unit: 'day', calendar: 'today' } }),
      'within.last unknown_property',
    ],
    [
      'with a window of last and from',
      event({ within: { last: 7, unit: 'day', from: '2024-01-01' } }),
      'within.from unknown_property',
    ],
    ['with a window from nonsense', event({ within: { from: '2024-02-30' } }), 'within.from invalid'],
    [
      'with a window that ends before it begins',
      event({ within: { from: '2024-02-02', to: '2024-02-01' } }),
      'within.to invalid',
    ],
    [
      'with a window of no day',
      event({ within: { from: '2024-02-01', to: '2024-02-01' } }),
      'within.to invalid',
    ],
    [
      'with a window of no instant',
      event({ within: { from: '2024-02-01T10:00:00Z', to: '2024-02-01T12:00:00+02:00' } }),
      'within.to invalid',
    ],
    [
      'with a window from a day to an instant before it in every time zone',
      event({ within: { from: '2030-01-01', to: '2020-01-01T00:00:00Z' } }),
      'within.to invalid',
    ],
    [
      'with a window from an instant to a day before it in every time zone',
      event({ within: { from: '2024-02-02T12:00:00Z', to: '2024-02-01' } }),
      'within.to invalid',
    ],
    [
      'with an unknown calendar',
      event({ within: { calendar: 'this_fortnight' } }),
      'within.calendar invalid',
    ],
    ['with a count of a text', event({ count: { operator: 'exactly', value: '2' } }), 'count.value invalid'],
    ['with a count of -1', event({ count: { operator: 'at_least', value: -1 } }), 'count.value invalid'],
    ['with a count of 1.5', event({ count: { operator: 'at_least', value: 1.5 } }), 'count.value invalid'],
    [
      'with a count of more than',
      event({ count: { operator: 'greater_than', value: 1 } }),
      'count.operator unknown_operator',
    ],
    [
      'with counts the wrong way round',
      event({ count: { operator: 'between', value: [3, 1] } }),
      'count.value invalid',
    ],
    ['with a count that is a number', event({ count: 3 }), 'count invalid'],
    [
      'with an unknown function',
      event({ aggregate: { function: 'median', field: 'amount', operator: 'exactly', value: 1 } }),
      'aggregate.function unknown_function',
    ],
    [
      'with a sum of texts',
      event({ aggregate: { function: 'sum', field: 'item', operator: 'exactly', value: 1 } }),
      'aggregate.field invalid',
    ],
    [
      'with an unknown property',
      event({ aggregate: { function: 'sum', field: 'total', operator: 'exactly', value: 1 } }),
      'aggregate.field unknown_field',
    ],
    [
      'with distinct arrays',
      event({ aggregate: { function: 'count_distinct', field: 'tags', operator: 'exactly', value: 1 } }),
      'aggregate.field invalid',
    ],
    [
      'with half a distinct value',
      event({ aggregate: { function: 'count_distinct', field: 'item', operator: 'exactly', value: 0.5 } }),
      'aggregate.value invalid',
    ],
    [
      'with a sum of a text',
      event({ aggregate: { function: 'sum', field: 'amount', operator: 'exactly', value: '1' } }),
      'aggregate.value invalid',
    ],
    ['followed for ever', event({ then: { event: 'visit', operator: 'did' } }), 'then.within invalid'],
    [
      'followed in a window',
      event({ then: { event: 'visit', operator: 'did', within: { last: 1, unit: 'day' } } }),
      'then.within.last unknown_property',
    ],
    [
      'followed by a count',
      event({ then: { event: 'visit', operator: 'did', within: { amount: 1, unit: 'day' }, count: {} } }),
      'then.count unknown_property',
    ],
  ])('is refused %s', (_, rule, fault) => {
    expect(faultsOf(all(rule))[0]).toBe(`${first}.${fault}`);
  });

  it('is refused with a count and an aggregate', () => {
    const both = {
      count: { operator: 'exactly', value: 2 },
      then: { event: 'visit', operator: 'did', within: { amount: 1, unit: 'day' } },
    };
    expect(faultsOf(all(event(both)))).toEqual([`${first} invalid`]);
  });

  it('takes null for what is optional', () => {
    expect(
      faultsOf(all(event({ within: null, where: null, count: null, aggregate: null, then: null }))),
    ).toEqual([]);
  });
});
