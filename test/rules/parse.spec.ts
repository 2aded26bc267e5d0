import { compileRule, defaultLimits, matchRule, parseRule, RuleError, SqlWriter } from 'nest-targeting/rules';
import { hostCatalogue, hostTables } from './support/host.js';
import { type RulesDatabase, rulesDatabase } from './support/rules-database.js';

/** `path code` of each fault, in the order in which they are told. */
function faultsOf(wire: unknown, limits = defaultLimits): string[] {
  try {
    parseRule(wire, hostCatalogue, 'conditions', limits);
    return [];
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    for (const { message } of error.faults) expect(message).toMatch(/^.+[.]$/s);
    return error.faults.map(({ path, code }) => `${path} ${code}`);
  }
}

const all = (...rules: unknown[]) => ({ logic: 'AND', rules });
const first = 'conditions.rules[0]';
const field = (name: string, operator: string, value?: unknown) => ({ field: name, operator, value });
const event = (more: object) => ({ event: 'purchase', operator: 'did', ...more });

describe('a tree', () => {
  it.each<[string, unknown, string[]]>([
    ['nothing', undefined, ['conditions invalid']],
    ['null', null, ['conditions invalid']],
    ['a list', [], ['conditions invalid']],
    ['a text', 'score > 80', ['conditions invalid']],
    ['an empty object', {}, ['conditions.logic invalid', 'conditions.rules invalid']],
    ['an empty group', all(), ['conditions.rules empty']],
    ['an empty group within', all(all()), [`${first}.rules empty`]],
    ['rules that are none', { logic: 'AND', rules: {} }, ['conditions.rules invalid']],
    ['logic in lower case', { logic: 'and', rules: [field('c_int', 'is_set')] }, ['conditions.logic invalid']],
    ['no logic', { rules: [field('c_int', 'is_set')] }, ['conditions.logic invalid']],
    ['not as a text', { ...all(field('c_int', 'is_set')), not: 'true' }, ['conditions.not invalid']],
    ['a misspelt key', { ...all(field('c_int', 'is_set')), negate: true }, ['conditions.negate unknown_property']],
    ['a leaf at the top', field('c_int', 'is_set'), ['conditions.logic invalid', 'conditions.rules invalid', 'conditions.field unknown_property', 'conditions.operator unknown_property', 'conditions.value unknown_property']],
    ['a rule that is null', all(null), [`${first} invalid`]],
    ['a rule that is a text', all('x'), [`${first} invalid`]],
    ['a rule of no kind', all({ operator: 'in' }), [`${first} invalid`]],
    ['a rule of two kinds', all({ segment: 1, list: 2, operator: 'in' }), [`${first}.list unknown_property`]],
    ['an inherited property', all(JSON.parse('{"__proto__": {"field": "c_int"}, "operator": "is_set"}')), [`${first} invalid`]],
    ['rules beside a field', all({ ...field('c_int', 'is_set'), rules: [] }), [`${first}.logic invalid`, `${first}.rules empty`, `${first}.field unknown_property`, `${first}.operator unknown_property`, `${first}.value unknown_property`]],
  ])('is refused when it is %s', (_, wire, faults) => {
    expect(faultsOf(wire)).toEqual(faults);
  });

  it('tells all faults together', () => {
    const wire = {
      logic: 'XOR',
      rules: [
        { ...field('nowhere', 'equals', 1), valeu: 1 },
        field('c_text', 'equals', 7),
        all(field('c_int', 'between', [3, 1]), event({ where: all(field('amount', 'like', 1), field('colour', 'equals', 'x')) })),
        { segment: 0, operator: 'is' },
        { sample: { percent: 101, salt: '' }, operator: 'IN', seed: 1 },
        { contacted: { within: { last: 0, unit: 'day' }, campaigns: [], campaign: 4 }, operator: 'had' },
        { event: 'nothing', operator: 'does' },
        event({ then: { event: 'nothing', operator: 'maybe', within: { amount: 1, unit: 'fortnight' } } }),
      ],
      nto: true,
    };
    expect(faultsOf(wire)).toEqual([
      'conditions.logic invalid',
      'conditions.rules[0].field unknown_field',
      'conditions.rules[0].valeu unknown_property',
      'conditions.rules[1].value invalid',
      'conditions.rules[2].rules[0].value invalid',
      'conditions.rules[2].rules[1].where.rules[0].operator unknown_operator',
      'conditions.rules[2].rules[1].where.rules[1].field unknown_field',
      'conditions.rules[3].segment invalid',
      'conditions.rules[3].operator unknown_operator',
      'conditions.rules[4].sample.percent invalid',
      'conditions.rules[4].sample.salt empty',
      'conditions.rules[4].operator unknown_operator',
      'conditions.rules[4].seed unknown_property',
      'conditions.rules[5].contacted.within.last invalid',
      'conditions.rules[5].contacted.campaigns empty',
      'conditions.rules[5].operator unknown_operator',
      'conditions.rules[5].contacted.campaign unknown_property',
      'conditions.rules[6].operator unknown_operator',
      'conditions.rules[6].event unknown_event',
      'conditions.rules[7].then.event unknown_event',
      'conditions.rules[7].then.operator unknown_operator',
      'conditions.rules[7].then.within.unit invalid',
      'conditions.nto unknown_property',
    ]);
  });
});

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
    ['with 10,001 items', field('c_int', 'in', Array.from({ length: 10_001 }, (_, index) => index)), 'value too_many'],
    ['with a value though it takes none', field('c_text', 'is_set', true), 'value invalid'],
    ['with a text for a number', field('c_int', 'equals', '80'), 'value invalid'],
    ['with true for a number', field('c_int', 'equals', true), 'value invalid'],
    ['with a number that is not exact', field('c_int', 'equals', 2 ** 53), 'value invalid'],
    ['with an infinite number', field('c_int', 'equals', JSON.parse('1e999')), 'value invalid'],
    ['with one bound', field('c_int', 'between', [1]), 'value invalid'],
    ['with three bounds', field('c_int', 'between', [1, 2, 3]), 'value invalid'],
    ['with bounds the wrong way round', field('c_int', 'not_between', [2, 1]), 'value invalid'],
    ['with a text as a bound', field('c_int', 'between', [1, '2']), 'value[1] invalid'],
    ['on a day that does not exist', field('c_day', 'on', '2023-02-29'), 'value invalid'],
    ['on an instant', field('c_day', 'on', '2023-02-28T10:00:00Z'), 'value invalid'],
    ['before a time without a zone', field('c_day', 'before', '2023-02-28T10:00:00'), 'value invalid'],
    ['before an instant out of range', field('c_day', 'before', '9999-12-31T23:59:59-01:00'), 'value invalid'],
    ['between a day and an instant', field('c_day', 'between', ['2023-02-28', '2023-03-01T00:00:00Z']), 'value invalid'],
    ['between days the wrong way round', field('c_day', 'between', ['2023-03-01', '2023-02-28']), 'value invalid'],
    ['in the last zero days', field('c_day', 'in_last', { amount: 0, unit: 'day' }), 'value.amount invalid'],
    ['in the last 1.5 days', field('c_day', 'in_last', { amount: 1.5, unit: 'day' }), 'value.amount invalid'],
    ['in the last "7" days', field('c_day', 'in_last', { amount: '7', unit: 'day' }), 'value.amount invalid'],
    ['in the last 1,001 years', field('c_day', 'in_last', { amount: 1_001, unit: 'year' }), 'value.amount invalid'],
    ['in the last days', field('c_day', 'in_last', { amount: 7, unit: 'days' }), 'value.unit invalid'],
    ['with a duration that says more', field('c_day', 'in_last', { amount: 7, unit: 'day', from: 'now' }), 'value.from unknown_property'],
    ['in the last 7', field('c_day', 'in_last', 7), 'value invalid'],
    ['in this fortnight', field('c_day', 'this', 'fortnight'), 'value invalid'],
    ['with an anniversary in hours', field('c_day', 'anniversary_in_next', { amount: 7, unit: 'hour' }), 'value.unit invalid'],
    ['with an anniversary this year', field('c_day', 'anniversary_in', 'this_year'), 'value invalid'],
    ['on no weekday', field('c_day', 'is_weekday', []), 'value empty'],
    ['on a weekday of another language', field('c_day', 'is_weekday', ['Monday']), 'value[0] invalid'],
    ['that has true', field('c_texts', 'has_any', [true]), 'value[0] invalid'],
    ['of a length of -1', field('c_texts', 'length', { operator: 'exactly', value: -1 }), 'value.value invalid'],
    ['of a length that is compared in another way', field('c_texts', 'length', { operator: 'equals', value: 1 }), 'value.operator unknown_operator'],
    ['compared with an unknown field', { field: 'c_int', operator: 'equals', value_field: 'x' }, 'value_field unknown_field'],
    ['compared with a field of another type', { field: 'c_int', operator: 'equals', value_field: 'c_text' }, 'value_field invalid'],
    ['compared with a value and a field', { field: 'c_int', operator: 'equals', value: 1, value_field: 'c_int' }, 'value invalid'],
    ['compared with a field by an operator that cannot', { field: 'c_text', operator: 'in', value_field: 'c_text' }, 'value_field invalid'],
    ['compared with a list of fields', { field: 'c_int', operator: 'equals', value_field: ['c_int'] }, 'value_field invalid'],
    ['with a misspelt key', { field: 'c_int', operator: 'is_set', Value: 1 }, 'Value unknown_property'],
  ])('is refused %s', (_, rule, fault) => {
    expect(faultsOf(all(rule))).toEqual([`${first}.${fault}`]);
  });

  it.each<[string, object]>([
    ['null for what is optional', { field: 'c_int', operator: 'equals', value: 1, value_field: null }],
    ['null for a value that is not asked', { field: 'c_int', operator: 'is_set', value: null, value_field: null }],
    ['10,000 items', field('c_int', 'in', Array.from({ length: 10_000 }, (_, index) => index))],
    ['a text of 1,000', field('c_text', 'equals', 'x'.repeat(1_000))],
    ['numbers and texts mixed', field('c_texts', 'has_all', [1, 'a'])],
  ])('is taken with %s', (_, rule) => {
    expect(faultsOf(all(rule))).toEqual([]);
  });
});

describe('an event', () => {
  it.each<[string, object, string]>([
    ['unknown', { event: 'refund', operator: 'did' }, 'event unknown_event'],
    ['that is no text', { event: ['purchase'], operator: 'did' }, 'event invalid'],
    ['without an operator', { event: 'purchase' }, 'operator unknown_operator'],
    ['with an unknown operator', { event: 'purchase', operator: 'does' }, 'operator unknown_operator'],
    ['for the first time, ever', { event: 'purchase', operator: 'first_time' }, 'within required'],
    ['for the last time, ever', { event: 'purchase', operator: 'last_time', within: null }, 'within required'],
    ['not done twice', { event: 'purchase', operator: 'did_not', count: { operator: 'exactly', value: 2 } }, 'count unknown_property'],
    ['with a misspelt key', event({ wihtin: { last: 1, unit: 'day' } }), 'wihtin unknown_property'],
    ['with an empty where', event({ where: {} }), 'where.logic invalid'],
    ['with an empty where', event({ where: all() }), 'where.rules empty'],
    ["with a property of the customer's", event({ where: all(field('c_int', 'is_set')) }), 'where.rules[0].field unknown_field'],
    ["with another event's property", event({ where: all(field('total', 'is_set')) }), 'where.rules[0].field unknown_field'],
    ['with an event in where', event({ where: all(event({})) }), 'where.rules[0] invalid'],
    ['with a segment in where', event({ where: all({ segment: 1, operator: 'in' }) }), 'where.rules[0] invalid'],
    ['with an empty window', event({ within: {} }), 'within empty'],
    ['with a window of nothing', event({ within: { from: null } }), 'within empty'],
    ['with a window that is a text', event({ within: 'today' }), 'within invalid'],
    ['with a window of the last 0', event({ within: { last: 0, unit: 'day' } }), 'within.last invalid'],
    ['with a window without a unit', event({ within: { last: 7 } }), 'within.unit invalid'],
    ['with two windows', event({ within: { last: 7, unit: 'day', calendar: 'today' } }), 'within.last unknown_property'],
    ['with a window of last and from', event({ within: { last: 7, unit: 'day', from: '2024-01-01' } }), 'within.from unknown_property'],
    ['with a window from nonsense', event({ within: { from: '2024-02-30' } }), 'within.from invalid'],
    ['with an unknown calendar', event({ within: { calendar: 'this_fortnight' } }), 'within.calendar invalid'],
    ['with a count of a text', event({ count: { operator: 'exactly', value: '2' } }), 'count.value invalid'],
    ['with a count of -1', event({ count: { operator: 'at_least', value: -1 } }), 'count.value invalid'],
    ['with a count of 1.5', event({ count: { operator: 'at_least', value: 1.5 } }), 'count.value invalid'],
    ['with a count of more than', event({ count: { operator: 'greater_than', value: 1 } }), 'count.operator unknown_operator'],
    ['with counts the wrong way round', event({ count: { operator: 'between', value: [3, 1] } }), 'count.value invalid'],
    ['with a count that is a number', event({ count: 3 }), 'count invalid'],
    ['with an unknown function', event({ aggregate: { function: 'median', field: 'amount', operator: 'exactly', value: 1 } }), 'aggregate.function unknown_function'],
    ['with a sum of texts', event({ aggregate: { function: 'sum', field: 'item', operator: 'exactly', value: 1 } }), 'aggregate.field invalid'],
    ['with an unknown property', event({ aggregate: { function: 'sum', field: 'total', operator: 'exactly', value: 1 } }), 'aggregate.field unknown_field'],
    ['with distinct arrays', event({ aggregate: { function: 'count_distinct', field: 'tags', operator: 'exactly', value: 1 } }), 'aggregate.field invalid'],
    ['with half a distinct value', event({ aggregate: { function: 'count_distinct', field: 'item', operator: 'exactly', value: 0.5 } }), 'aggregate.value invalid'],
    ['with a sum of a text', event({ aggregate: { function: 'sum', field: 'amount', operator: 'exactly', value: '1' } }), 'aggregate.value invalid'],
    ['followed for ever', event({ then: { event: 'visit', operator: 'did' } }), 'then.within invalid'],
    ['followed in a window', event({ then: { event: 'visit', operator: 'did', within: { last: 1, unit: 'day' } } }), 'then.within.last unknown_property'],
    ['followed by a count', event({ then: { event: 'visit', operator: 'did', within: { amount: 1, unit: 'day' }, count: {} } }), 'then.count unknown_property'],
  ])('is refused %s', (_, rule, fault) => {
    expect(faultsOf(all(rule))[0]).toBe(`${first}.${fault}`);
  });

  it('is refused with a count and an aggregate', () => {
    const both = { count: { operator: 'exactly', value: 2 }, then: { event: 'visit', operator: 'did', within: { amount: 1, unit: 'day' } } };
    expect(faultsOf(all(event(both)))).toEqual([`${first} invalid`]);
  });

  it('takes null for what is optional', () => {
    expect(faultsOf(all(event({ within: null, where: null, count: null, aggregate: null, then: null })))).toEqual([]);
  });
});

describe('references', () => {
  it.each<[string, object, string]>([
    ['a segment by its name', { segment: 'VIP', operator: 'in' }, 'segment invalid'],
    ['a segment by a text', { segment: '3', operator: 'in' }, 'segment invalid'],
    ['a segment beyond integers', { segment: 2 ** 31, operator: 'in' }, 'segment invalid'],
    ['a list by half', { list: 1.5, operator: 'in' }, 'list invalid'],
    ['a segment in no way', { segment: 3 }, 'operator unknown_operator'],
    ['a segment in its own way', { segment: 3, operator: 'was' }, 'operator unknown_operator'],
    ['contacts as true', { contacted: true, operator: 'was' }, 'contacted invalid'],
    ['campaigns by one', { contacted: { campaigns: 4 }, operator: 'was' }, 'contacted.campaigns invalid'],
    ['campaigns by a negative id', { contacted: { campaigns: [-4] }, operator: 'was' }, 'contacted.campaigns[0] invalid'],
    ['a sample of nothing', { sample: { percent: 0, salt: 'x' }, operator: 'in' }, 'sample.percent invalid'],
    ['a sample of more than all', { sample: { percent: 100.1, salt: 'x' }, operator: 'in' }, 'sample.percent invalid'],
    ['a sample without salt', { sample: { percent: 10 }, operator: 'in' }, 'sample.salt invalid'],
    ['a sample as a number', { sample: 10, operator: 'in' }, 'sample invalid'],
  ])('refuse %s', (_, rule, fault) => {
    expect(faultsOf(all(rule))).toEqual([`${first}.${fault}`]);
  });

  it('take contacts of any campaign, at any time', () => {
    expect(faultsOf(all({ contacted: {}, operator: 'was' }))).toEqual([]);
  });
});

describe('limits', () => {
  const leaf = field('c_int', 'is_set');
  const nested = (levels: number): object => (levels === 1 ? all(leaf) : all(nested(levels - 1)));
  let database: RulesDatabase;
  beforeAll(async () => (database = await rulesDatabase(hostTables)));
  afterAll(() => database.close());

  it.each([33, 100])('%i levels are fine, and run', async (levels) => {
    const rule = parseRule(nested(levels), hostCatalogue);
    const moment = { now: 0, timeZone: 'UTC' };
    const writer = new SqlWriter();
    const sql = compileRule(rule, { customer: hostCatalogue.customer, writer, moment, alias: 'c' });
    await database.client.query(`SELECT ${sql} FROM host.people c`, writer.params);
    const person = { key: 1, values: new Map([['c_int', 1]]), events: [], lists: new Set<number>(), contacts: [] };
    expect(matchRule(rule, person, { moment })).toBe(true);
  });

  it('101 levels are too deep, ten thousand too', () => {
    expect(faultsOf(nested(101))).toEqual(['conditions too_deep']);
    let deep: object = leaf;
    for (let level = 0; level < 10_000; level++) deep = all(deep);
    expect(faultsOf(deep)).toEqual(['conditions too_deep']);
  });

  it('where counts as deep as it stands', () => {
    const where = (levels: number) => all(event({ where: nested(levels) }));
    expect(faultsOf(all(event({ where: all(field('amount', 'is_set')) })))).toEqual([]);
    expect(faultsOf(where(100))).toEqual(['conditions too_deep']);
    expect(faultsOf(all(event({ then: { event: 'visit', operator: 'did', within: { amount: 1, unit: 'day' }, where: nested(100) } })))).toEqual(['conditions too_deep']);
  });

  it('a tree has at most 2,000 rules, wherever they stand', () => {
    expect(faultsOf(all(...Array.from({ length: 1_999 }, () => leaf)))).toEqual([]);
    expect(faultsOf(all(...Array.from({ length: 2_000 }, () => leaf)))).toEqual(['conditions too_many']);
    const where = all(...Array.from({ length: 1_000 }, () => field('amount', 'is_set')));
    expect(faultsOf(all(event({ where }), event({ where })))).toEqual(['conditions too_many']);
    expect(faultsOf({ logic: 'AND', rules: Array.from({ length: 1_000_000 }, () => leaf) })).toEqual(['conditions too_many']);
  });

  it('are those that are given', () => {
    expect(faultsOf(nested(3), { ...defaultLimits, depth: 2 })).toEqual(['conditions too_deep']);
    expect(faultsOf(all(field('c_text', 'equals', 'at length')), { ...defaultLimits, text: 8 })).toEqual([`${first}.value too_long`]);
  });

  it('more values than a statement takes are refused', () => {
    const writer = new SqlWriter();
    for (let value = 0; value < 65_535; value++) writer.param(value, 'integer');
    expect(() => writer.param(65_534, 'integer')).not.toThrow();
    expect(() => writer.param(65_535, 'integer')).toThrow(RuleError);
  });
});
