import type { FieldInfo, Fields } from '../../libs/ra-targeting/src/data-provider/types.js';
import { Builder, type Row } from './support/builder.js';
import { Console, describeInBrowser } from './support/console.js';
import { calendars, comparisons, eventCases, functions, otherCases } from './support/event-cases.js';
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
    ...{ city: 'Rome', home: 'Paris', goal: 90, vip: true, tags: ['gold', 'vip'] },
    ...{ born: '1990-02-28', joined: '2025-06-01T10:00:00Z' },
  },
};
const purchase = {
  ...{ amount: 20.5, list_price: 25, category: 'books', gift: false },
  ...{ delivered: '2026-01-02', items: ['a', 'b'] },
};

/** Beside those in the tree: rules that are begun, then seen to be marked or right, and taken away. */
jest.setTimeout(240_000);

describeInBrowser('the rule builder, by hand', () => {
  let shop: Console;
  let builder: Builder;
  let fields: Fields;
  const expected: object[] = [];

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
    await shop.goto('/segments/create');
    await shop.page.getByLabel('Name').fill('All that can be said');
    await shop.page.getByRole('button', { name: /^Rules of your own/ }).click();
    await builder.row('rules[0]').fill('Value', '1');
    expected.push({ field: 'score', operator: 'at_least', value: 1 });
  });
  afterAll(() => shop?.close());

  const add = async (subject: string): Promise<Row> => (await builder.add(expected.length)).about(subject);
  const labelOf = ({ label }: FieldInfo) => label.charAt(0).toUpperCase() + label.slice(1);
  const fieldNamed = (name: string) => fields.fields.find((field) => field.name === name)!;

  it('offers every field, with the operators of its type and no other', async () => {
    const row = await builder.add(expected.length);
    for (const field of fields.fields) {
      await row.about(labelOf(field));
      expect([field.name, await row.offered('Comparison')]).toEqual([field.name, field.operators]);
    }
    for (const event of fields.events) {
      await row.about(labelOf(event as never));
      expect(await row.offered('Comparison')).toEqual(['did', 'did_not', 'first_time', 'last_time']);
      if (event.properties.length === 0) continue;
      await row.press('Only those where…');
      const inner = builder.row(`rules[${expected.length}].where.rules[0]`);
      for (const property of event.properties) {
        await inner.about(labelOf(property));
        expect([property.name, await inner.offered('Comparison')]).toEqual([
          property.name,
          property.operators,
        ]);
      }
    }
    await row.press('Remove');
  });

  it.each(Object.keys(fieldCases))('builds every operator of a %s', async (type) => {
    const { name } = chosen[type]!;
    const field = fieldNamed(name);
    expect(field.type).toBe(type);
    expect(Object.keys(fieldCases[type]!).sort()).toEqual([...field.operators].sort());
    for (const operator of field.operators)
      for (const { fill, value } of fieldCases[type]![operator]!) {
        const row = await add(labelOf(field));
        await row.operator(operator);
        if (fill && !Object.hasOwn(fieldCases[type]![operator]![0]!, 'fill')) await fill(row);
        else if (fill) {
          // It is marked as not finished, not sent as something else.
          expect([operator, await row.faults()]).toEqual([
            operator,
            ['Not finished: fill in what is missing.'],
          ]);
          await fill(row);
        }
        expect([operator, await row.faults()]).toEqual([operator, []]);
        expected.push({ field: name, operator, ...(value !== undefined && { value }) });
      }
  });

  it('compares fields of one type with each other, where the engine does', async () => {
    for (const [type, { name, other }] of Object.entries(chosen)) {
      const field = fieldNamed(name);
      const row = await add(labelOf(field));
      for (const operator of field.operators) {
        await row.operator(operator);
        const offered = await row.locator.getByRole('button', { name: 'Compare with another field' }).count();
        expect([operator, offered]).toEqual([operator, comparingFields[type]!.includes(operator) ? 1 : 0]);
      }
      await row.press('Remove');
      for (const operator of comparingFields[type]!) {
        const compared = await add(labelOf(field));
        await compared.operator(operator);
        await compared.press('Compare with another field');
        await compared.choose('Another field', other!);
        expected.push({ field: name, operator, value_field: other });
      }
    }
  });

  it('builds every question about an event', async () => {
    const row = await add('Purchase');
    await row.choose('How often or how much', 'count');
    expect((await row.offered('Comparison', 1)).sort()).toEqual([...comparisons.count].sort());
    await row.choose('How often or how much', 'aggregate');
    expect((await row.offered('Comparison', 1)).sort()).toEqual([...comparisons.amount].sort());
    expect(await row.offered('Calculation')).toEqual(functions);
    await row.choose('When', 'calendar');
    expect((await row.offered('in the calendar')).sort()).toEqual([...calendars].sort());
    await row.press('Remove');
    await build(eventCases);
  });

  it('builds rules about segments, lists, contacts and samples', () => build(otherCases));

  async function build(cases: typeof eventCases) {
    for (const { name, subject, fill, rule } of cases) {
      const path = `rules[${expected.length}]`;
      const row = await add(subject);
      await fill?.(row, builder, path);
      expect([name, await row.faults()]).toEqual([name, []]);
      expected.push(rule);
    }
  }

  it('nests groups in groups, any of them turned round', async () => {
    const outer = `rules[${expected.length}]`;
    const group = await builder.addGroup(expected.length);
    await builder.row(`${outer}.rules[0]`).fill('Value', '10');
    await group.choose('Who matches', 'AND');
    await group.press('Not');
    await group.press('Add group');
    const inner = builder.row(`${outer}.rules[1]`);
    await inner.press('Not');
    await builder.row(`${outer}.rules[1].rules[0]`).fill('Value', '20');
    await inner.press('Add group');
    await builder.row(`${outer}.rules[1].rules[1].rules[0]`).fill('Value', '30');
    const score = (value: number) => ({ field: 'score', operator: 'at_least', value });
    const innermost = { logic: 'OR', rules: [score(30)] };
    const middle = { logic: 'OR', not: true, rules: [score(20), innermost] };
    expected.push({ logic: 'AND', not: true, rules: [score(10), middle] });
  });

  it('saves exactly that, shows the same again, and says it in words', async () => {
    const { page } = shop;
    const rules = expected.map((_, index) => builder.row(`rules[${index}]`));
    const before = await Promise.all(rules.map((row) => row.shown()));
    const sentence = await page.getByLabel('In words').textContent();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL(/#\/segments\/2\/show/);
    const saved = await shop.api<Segment>('/segments/2');
    expect(saved.conditions).toEqual({ logic: 'AND', rules: expected });

    await page.goto('about:blank');
    await shop.goto('/segments/2');
    await rules.at(-1)!.locator.waitFor();
    expect(await Promise.all(rules.map((row) => row.shown()))).toEqual(before);
    const inWords = await page.getByLabel('In words').textContent();
    expect(withoutInstants(inWords!)).toBe(withoutInstants(sentence!));
    expect(withoutInstants(inWords!).toLowerCase()).toBe(withoutInstants(`${saved.summary}.`).toLowerCase());
    for (const phrase of [
      'City is “Rome”',
      'score is between -1 and 9.5',
      'born is on 2026-01-31',
      'born is before joined',
      'did “purchase” 2 to 4 times',
      'total amount of “purchase” is more than 99.5',
      'where category is “books” and not (amount is greater than list_price or gift is false)',
      'then did not do “purchase” where amount is at least 20 within 2 hours',
      'is not in segment “Everyone with a score”',
      'is not in the 12.5 % sample “q1-holdout”',
      'not (score is at least 10 and not (score is at least 20 or score is at least 30))',
    ])
      expect(inWords!.toLowerCase()).toContain(phrase.toLowerCase());
  });

  it('offers nothing that the engine refuses', async () => {
    const refused: unknown[] = [];
    for (const rule of expected) {
      const conditions = { logic: 'AND', rules: [rule] };
      await shop
        .api('/segments/preview', { conditions })
        .catch((error: Error) => refused.push(error.message));
    }
    expect(refused).toEqual([]);
  });

  it('edits what others wrote without losing any of it', async () => {
    const { page } = shop;
    const conditions = {
      logic: 'OR',
      rules: [
        { field: 'attributes.joined', operator: 'after', value: '2026-01-31T10:30:15+02:00' },
        { field: 'attributes.tags', operator: 'has_any', value: [1, 'one'] },
        { event: 'purchase', operator: 'did', within: null, where: null },
      ],
    };
    await shop.api('/segments', { name: 'By the API', conditions });
    await shop.goto('/segments/3');
    expect(await builder.row('rules[0]').shown()).toContain('2026-01-31T08:30:15');
    await builder.row('rules[1]').fillMany('two');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL(/show/);
    const saved = await shop.api<Segment>('/segments/3');
    const [first, , third] = conditions.rules;
    expect(saved.conditions).toEqual({
      logic: 'OR',
      rules: [first, { field: 'attributes.tags', operator: 'has_any', value: [1, 'one', 'two'] }, third],
    });
  });

  it('makes the browser complain about nothing', () => {
    expect(shop.complaints).toEqual([]);
  });
});

/** Rolling windows name the minute, which goes on. */
const withoutInstants = (text: string) => text.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, 'then');
