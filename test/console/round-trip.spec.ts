import type { FieldInfo, Fields } from '../../libs/ra-targeting/src/data-provider/types.js';
import { Builder } from './support/builder.js';
import { Console, describeInBrowser } from './support/console.js';
import {
  calendars,
  comparisons,
  eventCases,
  functions,
  otherCases,
  type RuleCase,
} from './support/event-cases.js';
import { comparingFields, fieldCases } from './support/field-cases.js';

interface Segment {
  id: number;
  conditions: object;
  summary: string;
}

/** One field of each type is worked through; a second one is there to be compared with. */
const chosen: Record<string, { name: string; other?: string }> = {
  text: { name: 'attributes.city', other: 'attributes.home' },
  number: { name: 'score', other: 'attributes.goal' },
  boolean: { name: 'subscribed' },
  date: { name: 'attributes.born', other: 'attributes.joined' },
  array: { name: 'attributes.tags' },
};

const customer = {
  external_id: 'c-1',
  email: 'ada@example.com',
  name: 'Ada',
  score: 72,
  subscribed: true,
  attributes: {
    ...{ city: 'Rome', home: 'Paris', goal: 90, vip: true, tags: ['gold', 'vip', 'silver, used'] },
    ...{ born: '1990-02-28', joined: '2025-06-01T10:00:00Z' },
  },
};
const purchase = {
  ...{ amount: 20.5, list_price: 25, category: 'books', gift: false },
  ...{ delivered: '2026-01-02', items: ['a', 'b'] },
};

const unfinished = ['Not finished: fill in what is missing.'];
const score = (value: number) => ({ field: 'score', operator: 'at_least', value });

/** A segment of very many rules takes the browser longer with each of them. */
const atOnce = 16;

describeInBrowser('the rule builder, by hand', () => {
  let shop: Console;
  let builder: Builder;
  let fields: Fields;

  beforeAll(async () => {
    shop = await Console.open({ viewport: { width: 1600, height: 1000 } });
    builder = new Builder(shop.page);
    const { id } = await shop.api<{ id: number }>('/customers', customer);
    const occurred_at = new Date(Date.now() - 3_600_000).toISOString();
    await shop.api('/events', {
      events: [
        { customer: { id }, type: 'purchase', occurred_at, properties: purchase },
        { customer: { id }, type: 'visit', occurred_at, properties: {} },
      ],
    });
    const conditions = { logic: 'AND', rules: [{ field: 'score', operator: 'is_set' }] };
    await shop.api('/segments', { name: 'Everyone with a score', conditions });
    await shop.api('/lists', { name: 'Blocked', customers: [] });
    await shop.api('/campaigns', { name: 'Spring letter', segment_id: 1 });
    fields = await shop.api<Fields>('/fields');
  });
  afterAll(() => shop?.close());

  const labelOf = ({ label }: Pick<FieldInfo, 'label'>) => label.charAt(0).toUpperCase() + label.slice(1);
  const fieldNamed = (name: string) => fields.fields.find((field) => field.name === name)!;
  const sentence = async () => withoutInstants((await shop.page.getByLabel('In words').textContent())!);

  /** Whether nothing is on the page that was not saved: such a page takes long to leave, with a load of the console. */
  let isSaved = false;

  /** A new segment, whose one rule is only begun. */
  async function begin(name: string) {
    await (isSaved ? shop.toNew('Segments') : shop.anew('/segments/create'));
    isSaved = false;
    await shop.page.getByLabel('Name').fill(name);
    await shop.page.getByRole('button', { name: /^Rules of your own/ }).click();
  }

  async function save(): Promise<Segment> {
    await shop.page.getByRole('button', { name: 'Save', exact: true }).click();
    await shop.page.waitForURL(/#\/segments\/\d+\/show/);
    return shop.api<Segment>(`/segments/${/(\d+)\/show/.exec(shop.page.url())![1]}`);
  }

  /** Builds each rule, saves all, and opens them again: they are written, look, read and count as they should. */
  async function roundTrip(name: string, cases: readonly RuleCase[], phrases: readonly string[]) {
    await begin(name);
    for (const [index, { name: which, subject, fill }] of cases.entries()) {
      const path = `rules[${index}]`;
      const row = index === 0 ? builder.row(path) : await builder.add(index);
      if (subject !== undefined) await row.about(subject);
      await fill?.(row, builder, path);
      expect([which, await row.faults()]).toEqual([which, []]);
    }
    const rows = cases.map((_, index) => builder.row(`rules[${index}]`));
    const shown = () => Promise.all(rows.map((row) => row.shown()));
    const [before, said] = [await shown(), await sentence()];
    const saved = await save();
    expect(saved.conditions).toEqual({ logic: 'AND', rules: cases.map(({ rule }) => rule) });
    expect(withoutInstants(`${labelOf({ label: saved.summary })}.`)).toBe(said);
    for (const phrase of phrases) expect(said).toContain(phrase);

    await shop.goto(`/segments/${saved.id}`);
    await rows.at(-1)!.locator.waitFor();
    expect(await shown()).toEqual(before);
    // Nothing is offered that the engine refuses.
    await shop.page.locator('[data-testid=preview-count][data-current=true]').waitFor();
    expect(await sentence()).toBe(said);
    isSaved = true;
  }

  /** Not too many at once. */
  async function roundTrips(name: string, cases: readonly RuleCase[], phrases: readonly string[]) {
    for (let from = 0; from < cases.length; from += atOnce)
      await roundTrip(`${name} from ${from}`, cases.slice(from, from + atOnce), from === 0 ? phrases : []);
  }

  it('offers every field, with the operators of its type and no other', async () => {
    await begin('Not saved');
    const row = builder.row('rules[0]');
    for (const field of fields.fields) {
      await row.about(labelOf(field));
      expect([field.name, await row.offered('Comparison')]).toEqual([field.name, field.operators]);
    }
    for (const event of fields.events) {
      await row.about(labelOf(event));
      expect(await row.offered('Comparison')).toEqual(['did', 'did_not', 'first_time', 'last_time']);
      if (event.properties.length === 0) continue;
      await row.press('Only those where…');
      const inner = builder.row('rules[0].where.rules[0]');
      for (const property of event.properties) {
        await inner.about(labelOf(property));
        expect([property.name, await inner.offered('Comparison')]).toEqual([
          property.name,
          property.operators,
        ]);
      }
    }
  });

  it.each([
    ['text', 'City is “Rome”'],
    ['number', 'score is between -1 and 9.5'],
    ['boolean', 'Subscribed is true'],
    ['date', 'Born is on 2026-01-31'],
    ['array', 'Tags has any of gold, vip'],
  ])('builds every operator of a %s', async (type, phrase) => {
    const field = fieldNamed(chosen[type]!.name);
    expect(field.type).toBe(type);
    expect(Object.keys(fieldCases[type]!).sort()).toEqual([...field.operators].sort());
    const cases = field.operators.flatMap((operator) =>
      fieldCases[type]![operator]!.map(({ fill, value }, _nth, [first]): RuleCase => ({
        name: operator,
        subject: labelOf(field),
        fill: async (row) => {
          await row.operator(operator);
          // What has no first value of its own is marked as not finished, not sent as something else.
          if (first!.fill) expect([operator, await row.faults()]).toEqual([operator, unfinished]);
          await fill?.(row);
        },
        rule: { field: field.name, operator, ...(value !== undefined && { value }) },
      })),
    );
    await roundTrips(type, cases, [phrase]);
  });

  it('compares fields of one type with each other, where the engine does', async () => {
    await begin('Not saved');
    const row = builder.row('rules[0]');
    for (const [type, { name }] of Object.entries(chosen)) {
      const field = fieldNamed(name);
      await row.about(labelOf(field));
      for (const operator of field.operators) {
        await row.operator(operator);
        const offered = await row.locator.getByRole('button', { name: 'Compare with another field' }).count();
        expect([operator, offered]).toEqual([operator, comparingFields[type]!.includes(operator) ? 1 : 0]);
      }
    }
    const cases = Object.entries(chosen).flatMap(([type, { name, other }]) =>
      comparingFields[type]!.map((operator): RuleCase => ({
        name: `${type} ${operator}`,
        subject: labelOf(fieldNamed(name)),
        fill: async (compared) => {
          await compared.operator(operator);
          await compared.press('Compare with another field');
          await compared.choose('Another field', other!);
        },
        rule: { field: name, operator, value_field: other },
      })),
    );
    await roundTrips('Field against field', cases, ['City is home and city is not home']);
  });

  it('offers every question about an event', async () => {
    await begin('Not saved');
    const row = await builder.row('rules[0]').about('Purchase');
    await row.choose('How often or how much', 'count');
    expect((await row.offered('Comparison', 1)).sort()).toEqual([...comparisons.count].sort());
    await row.choose('How often or how much', 'aggregate');
    expect((await row.offered('Comparison', 1)).sort()).toEqual([...comparisons.amount].sort());
    expect(await row.offered('Calculation')).toEqual(functions);
    await row.choose('When', 'calendar');
    expect((await row.offered('in the calendar')).sort()).toEqual([...calendars].sort());
  });

  it.each([
    ['how often', ['did “purchase” 2 to 4 times']],
    ['how much', ['total amount of “purchase” is more than 99.5']],
    ['when', []],
    [
      'which and what then',
      [
        'where (category is “books” and not (amount is greater than list price or gift is false))',
        'then did not do “purchase” where amount is at least 20 within 2 hours',
      ],
    ],
  ])('asks about an event %s', (name, phrases) => roundTrip(`Events: ${name}`, eventCases[name]!, phrases));

  it('builds rules about segments, lists, contacts and samples', () =>
    roundTrip('Elsewhere', otherCases, [
      'is not in segment “Everyone with a score”',
      'is not in the 12.5 % sample “q1-holdout”',
    ]));

  it('nests groups in groups, any of them turned round', () =>
    roundTrip(
      'Nested',
      [
        { name: 'first', fill: (row) => row.fill('Value', '1'), rule: score(1) },
        {
          name: 'nested',
          fill: async (_row, _builder, path) => {
            const group = builder.row(path);
            await group.press('What to do with this rule');
            await shop.page.getByRole('menuitem', { name: 'Put into a group' }).click();
            await builder.row(`${path}.rules[0]`).fill('Value', '10');
            await group.choose('Who matches', 'AND');
            await group.press('Not');
            await group.press('Add group');
            const inner = builder.row(`${path}.rules[1]`);
            await inner.press('Not');
            await builder.row(`${path}.rules[1].rules[0]`).fill('Value', '20');
            await inner.press('Add group');
            await builder.row(`${path}.rules[1].rules[1].rules[0]`).fill('Value', '30');
          },
          rule: {
            logic: 'AND',
            not: true,
            rules: [
              score(10),
              { logic: 'OR', not: true, rules: [score(20), { logic: 'OR', rules: [score(30)] }] },
            ],
          },
        },
      ],
      ['not (score is at least 10 and not (score is at least 20 or score is at least 30))'],
    ));

  it('takes numbers as they are typed', async () => {
    await begin('Not saved');
    const row = await builder.row('rules[0]').about('Score');
    await row.operator('between');
    await row.type('From', '-1');
    await row.type('To', '.5');
    expect(await row.shown()).toEqual(expect.arrayContaining(['-1', '.5']));
    expect(await sentence()).toBe('Score is between -1 and 0.5.');
    await row.operator('at_least');
    const read = async (text: string) => {
      await row.fill('Value', text);
      return /least (.*)\.$/.exec(await sentence())?.[1];
    };
    expect([await read('1,000'), await read('-12,345.5'), await read('1,5'), await read('0,125')]).toEqual([
      ...['1000', '-12345.5', '1.5', '0.125'],
    ]);
  });

  it('edits what others wrote without losing any of it', async () => {
    const conditions = {
      logic: 'OR',
      rules: [
        { field: 'attributes.joined', operator: 'after', value: '2026-01-31T10:30:15+02:00' },
        { field: 'attributes.tags', operator: 'has_any', value: [1, 'one, or so'] },
        { event: 'purchase', operator: 'did', within: null, where: null },
      ],
    };
    const { id } = await shop.api<Segment>('/segments', { name: 'By the API', conditions });
    await shop.anew(`/segments/${id}`);
    await builder.row('rules[2]').locator.waitFor();
    expect(await builder.row('rules[0]').shown()).toContain('2026-01-31T08:30:15');
    await builder.row('rules[1]').pick('Value', 'silver, used');
    await builder.row('rules[1]').fillMany('two, three');
    const saved = await save();
    const [first, , third] = conditions.rules;
    const value = [1, 'one, or so', 'silver, used', 'two', 'three'];
    expect(saved.conditions).toEqual({
      logic: 'OR',
      rules: [first, { field: 'attributes.tags', operator: 'has_any', value }, third],
    });
  });

  it('makes the browser complain about nothing', () => {
    expect(shop.complaints).toEqual([]);
  });
});

/** Rolling windows name the minute, which goes on. */
const withoutInstants = (text: string) => text.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, 'then');
