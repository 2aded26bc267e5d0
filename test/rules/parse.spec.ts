import { compileRule, defaultLimits, matchRule, parseRule, RuleError, SqlWriter } from 'nest-targeting/rules';
import { all, event, faultsOf, field, first } from './support/faults.js';
import { hostCatalogue, hostTables } from './support/host.js';
import { type RulesDatabase, rulesDatabase } from './support/rules-database.js';

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
    [
      'logic in lower case',
      { logic: 'and', rules: [field('c_int', 'is_set')] },
      ['conditions.logic invalid'],
    ],
    ['no logic', { rules: [field('c_int', 'is_set')] }, ['conditions.logic invalid']],
    ['not as a text', { ...all(field('c_int', 'is_set')), not: 'true' }, ['conditions.not invalid']],
    [
      'a misspelt key',
      { ...all(field('c_int', 'is_set')), negate: true },
      ['conditions.negate unknown_property'],
    ],
    [
      'a leaf at the top',
      field('c_int', 'is_set'),
      [
        'conditions.logic invalid',
        'conditions.rules invalid',
        'conditions.field unknown_property',
        'conditions.operator unknown_property',
        'conditions.value unknown_property',
      ],
    ],
    ['a rule that is null', all(null), [`${first} invalid`]],
    ['a rule that is a text', all('x'), [`${first} invalid`]],
    ['a rule of no kind', all({ operator: 'in' }), [`${first} invalid`]],
    ['a rule of two kinds', all({ segment: 1, list: 2, operator: 'in' }), [`${first}.list unknown_property`]],
    [
      'an inherited property',
      all(JSON.parse('{"__proto__": {"field": "c_int"}, "operator": "is_set"}')),
      [`${first} invalid`],
    ],
    [
      'rules beside a field',
      all({ ...field('c_int', 'is_set'), rules: [] }),
      [
        `${first}.logic invalid`,
        `${first}.rules empty`,
        `${first}.field unknown_property`,
        `${first}.operator unknown_property`,
        `${first}.value unknown_property`,
      ],
    ],
  ])('is refused when it is %s', (_, wire, faults) => {
    expect(faultsOf(wire)).toEqual(faults);
  });

  it('tells all faults together', () => {
    const wire = {
      logic: 'XOR',
      rules: [
        { ...field('nowhere', 'equals', 1), valeu: 1 },
        field('c_text', 'equals', 7),
        all(
          field('c_int', 'between', [3, 1]),
          event({ where: all(field('amount', 'like', 1), field('colour', 'equals', 'x')) }),
        ),
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
    [
      'campaigns by a negative id',
      { contacted: { campaigns: [-4] }, operator: 'was' },
      'contacted.campaigns[0] invalid',
    ],
    ['a sample of nothing', { sample: { percent: 0, salt: 'x' }, operator: 'in' }, 'sample.percent invalid'],
    [
      'a sample of more than all',
      { sample: { percent: 100.1, salt: 'x' }, operator: 'in' },
      'sample.percent invalid',
    ],
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
    const person = {
      key: 1,
      values: new Map([['c_int', 1]]),
      events: [],
      lists: new Set<number>(),
      contacts: [],
    };
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
    expect(
      faultsOf(
        all(
          event({
            then: { event: 'visit', operator: 'did', within: { amount: 1, unit: 'day' }, where: nested(100) },
          }),
        ),
      ),
    ).toEqual(['conditions too_deep']);
  });

  it('a tree has at most 2,000 rules, wherever they stand', () => {
    expect(faultsOf(all(...Array.from({ length: 1_999 }, () => leaf)))).toEqual([]);
    expect(faultsOf(all(...Array.from({ length: 2_000 }, () => leaf)))).toEqual(['conditions too_many']);
    const where = all(...Array.from({ length: 1_000 }, () => field('amount', 'is_set')));
    expect(faultsOf(all(event({ where }), event({ where })))).toEqual(['conditions too_many']);
    expect(faultsOf({ logic: 'AND', rules: Array.from({ length: 1_000_000 }, () => leaf) })).toEqual([
      'conditions too_many',
    ]);
  });

  it('are those that are given', () => {
    expect(faultsOf(nested(3), { ...defaultLimits, depth: 2 })).toEqual(['conditions too_deep']);
    expect(faultsOf(all(field('c_text', 'equals', 'at length')), { ...defaultLimits, text: 8 })).toEqual([
      `${first}.value too_long`,
    ]);
  });

  it('more values than a statement takes are refused', () => {
    const writer = new SqlWriter();
    for (let value = 0; value < 65_535; value++) writer.param(value, 'integer');
    expect(() => writer.param(65_534, 'integer')).not.toThrow();
    expect(() => writer.param(65_535, 'integer')).toThrow(RuleError);
  });
});
