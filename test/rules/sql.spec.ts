import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  compileFilter,
  compileRule,
  link,
  matchRule,
  parseRule,
  type Person,
  quoteIdentifier,
  quoteTable,
  RuleError,
  type Rule,
  SqlWriter,
} from 'nest-targeting/rules';
import { referredSegments, representativeTrees } from './cases/trees.js';
import { hostCatalogue, hostTables } from './support/host.js';
import { loadWorld } from './support/load-world.js';
import { asOneLine, readableSql } from './support/readable-sql.js';
import { type RulesDatabase, rulesDatabase } from './support/rules-database.js';
import { Trees, type Wire } from './support/trees.js';
import { anyWorld } from './support/world.js';

const moment = { now: Date.parse('2024-03-15T12:00:00Z'), timeZone: 'Europe/Paris' };
const campaignId = '9';
const references = {
  segments: new Map(
    referredSegments.map((wire, index) => [
      index + 1,
      {
        id: index + 1,
        name: `'; -- "${index}"`,
        status: 'active' as const,
        rule: parseRule(wire, hostCatalogue),
      },
    ]),
  ),
  lists: new Map([1, 2].map((id) => [id, { id, name: `'; -- "${id}"`, status: 'active' as const }])),
};
const linked = (wire: Wire): Rule => link(parseRule(wire, hostCatalogue), references);

function compile(wire: Wire, how: typeof compileRule) {
  const writer = new SqlWriter();
  const sql = how(linked(wire), { customer: hostCatalogue.customer, writer, moment, alias: 'c', campaignId });
  return { sql: sql.replace(/\n */g, ' '), params: writer.params };
}

const quotedName = /"(?:[^"]|"")*"/g;

const file = join(__dirname, 'sql.snapshot.sql');

/** Everything about one tree: the rule, the condition in a select list, what differs in WHERE and hashed, and the parameters. */
function chapter(name: string, wire: Wire): string {
  const [condition, filter] = [compile(wire, compileRule), compile(wire, compileFilter)];
  const hashed = compile(wire, (rule, context) => compileFilter(rule, { ...context, hashed: true }));
  const params = condition.params.map((value, index) => `--   $${index + 1} = ${JSON.stringify(value)}`);
  return [
    `-- ${name}`,
    `-- ${JSON.stringify(wire)}`,
    readableSql(condition.sql),
    ...(filter.sql === condition.sql ? [] : ['-- in WHERE:', readableSql(filter.sql)]),
    ...(hashed.sql === filter.sql
      ? []
      : ['-- in WHERE, with events read beforehand:', readableSql(hashed.sql)]),
    ...params,
    '',
  ].join('\n');
}

describe('the SQL of representative trees', () => {
  const trees = Object.entries(representativeTrees);

  // UPDATE_SQL=1 writes the file anew; read the difference.
  it('is what the file says', () => {
    const written = trees.map(([name, wire]) => chapter(name, wire)).join('\n');
    if (process.env.UPDATE_SQL) writeFileSync(file, written);
    expect(written).toBe(readFileSync(file, 'utf8'));
  });

  it.each(trees)('is written down to the last blank: %s', (_, wire) => {
    for (const how of [compileRule, compileFilter]) {
      const { sql } = compile(wire, how);
      expect(asOneLine(readableSql(sql))).toBe(sql);
    }
  });

  it.each(trees)('uses every parameter, in order, and is the same again: %s', (_, wire) => {
    const { sql, params } = compile(wire, compileRule);
    const used = [
      ...new Set([...sql.replace(quotedName, '').matchAll(/\$(\d+)::/g)].map(([, number]) => Number(number))),
    ];
    expect(used.sort((a, b) => a - b)).toEqual(params.map((_, index) => index + 1));
    expect(compile(wire, compileRule)).toEqual({ sql, params });
  });
});

describe('on the database', () => {
  let database: RulesDatabase;
  let people: Person[];
  beforeAll(async () => {
    database = await rulesDatabase(hostTables);
    const world = fc.sample(anyWorld(60), { seed: 5, numRuns: 1 })[0]!;
    people = await loadWorld(database.client, { ...world, moment });
  });
  afterAll(() => database.close());

  it.each(Object.entries(representativeTrees))('runs, and finds whom memory finds: %s', async (_, wire) => {
    const expected = people
      .filter((person) => matchRule(linked(wire), person, { moment, campaignId }))
      .map(({ key }) => key);
    const [condition, filter] = [compile(wire, compileRule), compile(wire, compileFilter)];
    const { rows } = await database.client.query<{ id: number; holds: boolean }>(
      `SELECT c.id, ${condition.sql} AS holds FROM host.people c ORDER BY c.id`,
      condition.params,
    );
    expect(rows.filter(({ holds }) => holds).map(({ id }) => id)).toEqual(expected);
    const filtered = await database.client.query<{ id: number }>(
      `SELECT c.id FROM host.people c WHERE ${filter.sql} ORDER BY c.id`,
      filter.params,
    );
    expect(filtered.rows.map(({ id }) => id)).toEqual(expected);
  });
});

describe('what users write', () => {
  const someMark = `zqj'"\\$1--;é%_`;
  const world = fc.sample(anyWorld(1), { seed: 1, numRuns: 1 })[0]!;

  it('reaches SQL by parameters alone, in random trees', () => {
    const free = [
      'equals',
      'not_equals',
      'equals_exactly',
      'contains',
      'not_contains',
      'starts_with',
      'not_starts_with',
      'ends_with',
      'not_ends_with',
    ];
    const marked = (value: unknown, key = '', around: Wire = {}): unknown => {
      if (
        key === 'salt' ||
        (key === 'value' && free.includes(around.operator as string) && typeof value === 'string')
      )
        return someMark;
      if (key === 'value' && ['has_any', 'has_none', 'has_all'].includes(around.operator as string))
        return [someMark];
      if (key === 'campaigns') return [someMark];
      if (Array.isArray(value)) return value.map((item) => marked(item));
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value).map(([name, child]) => [name, marked(child, name, value as Wire)]),
      );
    };
    let found = 0;
    for (const wire of fc.sample(new Trees(world).tree([]), { seed: 2, numRuns: 1_500 })) {
      const { sql, params } = compile(marked(wire) as Wire, compileRule);
      expect(sql).not.toMatch(/zqj|drop|'x'\s*;|--/i);
      // Apart from names that the host has declared, every quoted text is the library's own.
      const quotes = sql.replace(quotedName, '').match(/'(?:[^']|'')*'/g) ?? [];
      expect(quotes.filter((quote) => !ownTexts.includes(quote))).toEqual([]);
      found += JSON.stringify(params).includes('zqj') ? 1 : 0;
    }
    expect(found).toBeGreaterThan(300);
  });

  it('does not change the SQL', () => {
    const tree = (text: string, number: number, event: string) => ({
      logic: 'AND',
      rules: [
        { field: 'c_text', operator: 'contains', value: text },
        { field: 'c_text', operator: 'in', value: [text, `${text}2`] },
        { field: 'c_int', operator: 'at_least', value: number },
        {
          event,
          operator: 'did',
          where: { logic: 'AND', rules: [{ field: 'item', operator: 'equals', value: text }] },
        },
        { list: number, operator: 'in' },
        { sample: { percent: number, salt: text }, operator: 'in' },
        { contacted: { campaigns: [text] }, operator: 'was' },
      ],
    });
    const plain = compile(tree('a', 1, 'visit'), compileRule);
    const hostile = compile(tree(someMark, 2, [...hostCatalogue.events.keys()][2]!), compileRule);
    expect(hostile.sql).toBe(plain.sql);
    expect(hostile.params).not.toEqual(plain.params);
  });

  it.each([
    { field: `c_text" = '' OR TRUE --`, operator: 'equals', value: 'x' },
    { field: 'c_text', operator: "equals' OR TRUE --", value: 'x' },
    { event: "purchase' OR TRUE --", operator: 'did' },
    {
      event: 'purchase',
      operator: 'did',
      aggregate: { function: 'sum(1) OR sum', field: 'amount', operator: 'exactly', value: 1 },
    },
    { segment: '1 OR TRUE', operator: 'in' },
    { list: '1 OR TRUE', operator: 'in' },
    { field: 'c_int', operator: 'equals', value: '1 OR TRUE' },
    { field: 'c_day', operator: 'in_last', value: { amount: 1, unit: "day' OR TRUE --" } },
    { field: 'c_day', operator: 'on', value: "2024-03-15' OR TRUE --" },
  ])('is refused where it names what there is not: %j', (rule) => {
    expect(() => linked({ logic: 'AND', rules: [rule] })).toThrow(RuleError);
  });

  it('cannot leave the quotes of a name', () => {
    expect(quoteIdentifier('a"; DROP TABLE x; --')).toBe('"a""; DROP TABLE x; --"');
    expect(quoteTable(['my "schema"', 'a.b'])).toBe('"my ""schema"""."a.b"');
  });
});

/** Every literal that the compiler writes. */
const ownTexts = [
  `''`,
  `'UTC'`,
  `'MM-DD'`,
  `'milliseconds'`,
  `'4714-11-26 00:00:00+00 BC'`,
  `'x'`,
  `'-Infinity'`,
  `'Infinity'`,
  `'email'`,
  `'external_id'`,
  `'id'`,
  `'string'`,
  `'{}'`,
];
