import type { Catalogue } from '../../libs/targeting/src/rules/index.js';
import { last } from '../library/shop.js';
import { hostCatalogue } from '../rules/support/host.js';
import { leafFrom } from './model/catalogue.js';

const bought = (more: object) => ({ event: 'purchase', operator: 'did', ...more });
const keysOf = (...wires: object[]) => new Set(wires.map((wire) => leafFrom(wire).key)).size;

describe('leaves', () => {
  it('are apart though they are alike at one instant or in all but a word', () => {
    const wires = [
      bought({ within: last(31) }),
      bought({ within: last(1, 'month') }),
      bought({}),
      bought({ within: last(744, 'hour') }),
      { event: 'visit', operator: 'did', within: last(31) },
      { field: 'c_instant', operator: 'in_last', value: { amount: 31, unit: 'day' } },
      { field: 'c_instant', operator: 'in_last', value: { amount: 1, unit: 'month' } },
      { field: 'c_timestamp', operator: 'in_last', value: { amount: 1, unit: 'month' } },
      { field: 'c_text', operator: 'equals', value: 'a' },
      { field: 'c_text', operator: 'equals', value: 'b' },
      { field: 'c_text', operator: 'equals_exactly', value: 'a' },
      { contacted: { within: last(31) }, operator: 'was' },
      { contacted: { within: last(1, 'month') }, operator: 'was' },
      { contacted: { campaigns: [4] }, operator: 'was' },
      { contacted: { campaigns: ['5'] }, operator: 'was' },
      { sample: { percent: 10, salt: 'x' }, operator: 'in' },
      { sample: { percent: 10, salt: 'y' }, operator: 'in' },
      { list: 1, operator: 'in' },
      { list: 2, operator: 'in' },
    ];
    expect(keysOf(...wires)).toBe(wires.length);
  });

  it('are one for a rule and its negation', () => {
    for (const pair of [
      [bought({ within: last(7) }), { event: 'purchase', operator: 'did_not', within: last(7) }],
      [
        { list: 1, operator: 'in' },
        { list: 1, operator: 'not_in' },
      ],
      [
        { sample: { percent: 10, salt: 'x' }, operator: 'in' },
        { sample: { percent: 10, salt: 'x' }, operator: 'not_in' },
      ],
      [
        { contacted: { within: last(7) }, operator: 'was' },
        { contacted: { within: last(7) }, operator: 'was_not' },
      ],
    ])
      expect(keysOf(...pair)).toBe(1);
  });

  it('are apart when the same words are about another column', () => {
    const wire = { field: 'c_text', operator: 'equals', value: 'a' };
    const fields = new Map(hostCatalogue.fields);
    fields.set('c_text', { ...fields.get('c_text')!, source: { column: 'c_char', columnType: 'text' } });
    const moved: Catalogue = { ...hostCatalogue, fields };
    expect(leafFrom(wire, 'UTC', moved).key).not.toBe(leafFrom(wire).key);
    const of = (timeZone: string) =>
      leafFrom({ field: 'c_instant', operator: 'on', value: '2026-01-01' }, timeZone).key;
    expect(of('Europe/Paris')).not.toBe(of('UTC'));
  });

  it('know what changes bear on them', () => {
    expect(
      [
        { field: 'c_text', operator: 'equals', value: 'a' },
        bought({}),
        bought({ then: { event: 'order', operator: 'did', within: { amount: 1, unit: 'day' } } }),
        { list: 2, operator: 'in' },
        { contacted: {}, operator: 'was' },
      ].map((wire) => leafFrom(wire).sources),
    ).toEqual([
      [],
      ['"host"."activities"'],
      ['"host"."activities"', '"host"."orders"'],
      ['list:2'],
      ['contacts'],
    ]);
  });
});
