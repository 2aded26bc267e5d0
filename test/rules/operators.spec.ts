import {
  compileFilter,
  compileRule,
  type Field,
  type FieldType,
  matchRule,
  operatorsOf,
  parseRule,
  type Person,
  SqlWriter,
} from 'nest-targeting/rules';
import { arrayCases } from './cases/array.js';
import { booleanCases } from './cases/boolean.js';
import { absent, type Case, type Cases, Pair } from './cases/case.js';
import { dateCases, dateMoment } from './cases/date.js';
import { numberCases } from './cases/number.js';
import { textCases } from './cases/text.js';
import { type Holder, holdersOf, holderTable, toJson } from './support/holders.js';
import { parseExactly } from './support/read-people.js';
import { type RulesDatabase, rulesDatabase } from './support/rules-database.js';

const cases: Cases = {
  text: textCases,
  number: numberCases,
  boolean: booleanCases,
  date: dateCases,
  array: arrayCases,
};
const types = Object.keys(cases) as FieldType[];

/** One value of one case, held in one way: its row in the table has the number `id`. */
interface Row {
  readonly id: number;
  readonly case: Case;
  readonly type: FieldType;
  readonly holder: Holder;
  readonly value: unknown;
  readonly other: unknown;
  readonly expected: boolean;
}

const rows: Row[] = [];
for (const type of types)
  for (const one of cases[type])
    for (const [expected, values] of [
      [true, one.yes],
      [false, one.no],
    ] as const)
      for (const given of values) {
        const { value, other } = given instanceof Pair ? given : { value: given, other: absent };
        for (const holder of holdersOf(type))
          if (holder.holds(value) && holder.holds(other))
            rows.push({ id: rows.length + 1, case: one, type, holder, value, other, expected });
      }

let database: RulesDatabase;
beforeAll(async () => {
  database = await rulesDatabase([holderTable]);
  for (const holder of new Set(rows.map((row) => row.holder)))
    await insert(rows.filter((row) => row.holder === holder));
});
afterAll(() => database.close());

const insert = (some: readonly Row[]) =>
  database.client.query(some[0]!.holder.insert, [
    some.map(({ id }) => id),
    some.map(({ value }) => (value === absent ? null : toJson(value))),
    some.map(({ other }) => (other === absent ? null : toJson(other))),
  ]);

const nameOf = ({ operator, value, pairs }: Case) =>
  `${operator} ${pairs ? 'another field' : value === undefined ? '' : JSON.stringify(value)}`;

describe.each(types)('%s', (type) => {
  it.each(cases[type].map((one) => [nameOf(one), one] as const))('%s', async (_, one) => {
    for (const holder of holdersOf(type)) {
      const some = rows.filter((row) => row.case === one && row.holder === holder);
      if (some.length === 0) continue;
      const { conditions, matches, filtered } = await answer(
        one,
        holder.field(type, 'value'),
        holder.field(type, 'other'),
        some,
      );
      const told = some.map(({ value, other, expected }) => ({ held: holder.name, value, other, expected }));
      expect(told.map((row, index) => ({ ...row, expected: matches[index] }))).toEqual(told);
      expect(told.map((row, index) => ({ ...row, expected: conditions[index] }))).toEqual(told);
      expect(told.map((row, index) => ({ ...row, expected: filtered[index] }))).toEqual(told);
    }
  });
});

/** What the engine says: in memory, as a condition, and in WHERE. */
async function answer({ operator, value, pairs }: Case, field: Field, other: Field, some: readonly Row[]) {
  const fields = new Map([field, other].map((each) => [each.name, each]));
  const wire = { field: field.name, operator, ...(pairs ? { value_field: other.name } : { value }) };
  const customer = {
    table: ['holders'],
    keyColumn: 'id',
    keyType: 'integer',
    nameColumn: 'id',
    emailColumn: 'id',
  } as const;
  const rule = parseRule(
    { logic: 'AND', rules: [wire] },
    { customer, active: null, consent: null, fields, events: new Map() },
  );
  const writer = new SqlWriter();
  const context = { customer, writer, moment: dateMoment, alias: 'c' };
  const [condition, filter] = [compileRule(rule, context), compileFilter(rule, context)];
  const { rows: found } = await database.client.query<{ id: number; holds: boolean | null; passes: boolean }>(
    `SELECT c.id, ${condition} AS holds, EXISTS (SELECT 1 FROM holders w WHERE w.id = c.id AND ${filter}) AS passes
     FROM holders c WHERE c.id BETWEEN ${some[0]!.id} AND ${some.at(-1)!.id}`,
    writer.params,
  );
  const byId = new Map(found.map((row) => [row.id, row]));
  return {
    conditions: some.map(({ id }) => byId.get(id)!.holds),
    filtered: some.map(({ id }) => byId.get(id)!.passes),
    matches: some.map((row) => matchRule(rule, personOf(row, field, other), { moment: dateMoment })),
  };
}

function personOf({ id, value, other }: Row, field: Field, otherField: Field): Person {
  const held = (
    [
      [field, value],
      [otherField, other],
    ] as const
  ).filter(([, raw]) => raw !== absent);
  const values = new Map(held.map(([{ name }, raw]) => [name, parseExactly(toJson(raw))]));
  return { key: id, values, events: [], lists: new Set(), contacts: [] };
}

describe('the table', () => {
  it.each(types)('has every operator of %s, with values that are missing and of another type', (type) => {
    const operators = operatorsOf[type].map(({ name }) => name);
    expect(new Set(cases[type].map(({ operator }) => operator))).toEqual(new Set(operators));
    for (const operator of operators) {
      const given = cases[type]
        .filter((one) => one.operator === operator && !one.pairs)
        .flatMap(({ yes, no }) => [...yes, ...no]);
      expect(given).toContain(absent);
      expect(
        given.some(
          (value) =>
            value !== absent && !holdersOf(type).some((holder) => holder.isColumn && holder.holds(value)),
        ),
      ).toBe(true);
    }
  });

  it.each(types)('compares each operator of %s that can with another field', (type) => {
    const compared = new Set(cases[type].filter(({ pairs }) => pairs).map(({ operator }) => operator));
    const missing = operatorsOf[type].filter(
      ({ name, comparesFields }) => comparesFields && !compared.has(name),
    );
    // What denies another operator is its complement by construction.
    expect(missing.map(({ name }) => name).filter((name) => !name.startsWith('not_'))).toEqual([]);
  });
});
