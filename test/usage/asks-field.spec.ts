import { asksField } from '../../libs/targeting/src/usage/asks-field.js';
import { all, any } from '../library/shop.js';

const field = (name: string, more: object = {}) => ({ field: name, operator: 'at_least', value: 1, ...more });
const purchase = (more: object) => ({ event: 'purchase', operator: 'did', ...more });
const then = {
  event: 'refund',
  operator: 'did',
  where: all(field('amount')),
  within: { amount: 1, unit: 'day' },
};
const sum = { function: 'sum', field: 'amount', operator: 'at_least', value: 1 };

it.each<[string, object, boolean]>([
  ['a rule about it', field('amount'), true],
  ['one that is compared with it', field('score', { value_field: 'amount' }), true],
  ['one deep inside', any(field('score'), all(any(field('amount')))), true],
  ['another field', field('amounts'), false],
  ['a value that is its name', field('name', { value: 'amount' }), false],
  [
    'properties of events of that name',
    purchase({ where: all(field('amount')), aggregate: sum, then }),
    false,
  ],
  ['a segment, a list and nothing', any({ segment: 1 }, { list: 1 }, {}), false],
])('a field of the customer is asked by %s: %j', (_, rule, expected) => {
  expect(asksField(all(field('other'), rule), { name: 'amount' })).toBe(expected);
});

it.each<[string, object, boolean]>([
  ['where', { where: all(any(field('amount'))) }, true],
  ['where, compared with it', { where: all(field('tax', { value_field: 'amount' })) }, true],
  ['an aggregate', { aggregate: sum }, true],
  ['then, of the same event', { then: { ...then, event: 'purchase' } }, true],
  ['then, of another event', { then }, false],
  ['another property', { where: all(field('tax')), aggregate: { ...sum, field: 'tax' } }, false],
])('a property of events is asked by %s: %j', (_, more, expected) => {
  const conditions = any(field('amount'), all(purchase(more)));
  expect(asksField(conditions, { name: 'amount', event: 'purchase' })).toBe(expected);
});

it('the property of what comes after is asked', () => {
  expect(asksField(all(purchase({ then })), { name: 'amount', event: 'refund' })).toBe(true);
});

it.each([null, undefined, 'text', [], { rules: null }])('%j asks nothing', (conditions) => {
  expect(asksField(conditions, { name: 'amount' })).toBe(false);
});
