import type { Builder, Row } from './builder.js';

/** A rule as it is built by hand, and as it must then be written. */
export interface RuleCase {
  name: string;
  /** Left out: what a new rule is about. */
  subject?: string;
  /** Fills in what is not there to begin with; `path` is that of the rule. */
  fill?: (row: Row, builder: Builder, path: string) => Promise<unknown>;
  rule: object;
}

const ask = (row: Row, question: string) => row.choose('How often or how much', question);
const ever = (row: Row) => row.choose('When', 'ever');
const did = { event: 'purchase', operator: 'did' };

const count = (operator: string): RuleCase => ({
  name: `count ${operator}`,
  subject: 'Purchase',
  fill: async (row) => {
    await ever(row);
    await ask(row, 'count');
    await row.choose('Comparison', operator, 1);
    await row.fill('Value', '0');
  },
  rule: { ...did, count: { operator, value: 0 } },
});

const sum = (operator: string): RuleCase => ({
  name: `sum ${operator}`,
  subject: 'Purchase',
  fill: async (row) => {
    await ask(row, 'aggregate');
    await row.choose('Comparison', operator, 1);
    await row.fill('Value', '99.5');
  },
  rule: {
    ...did,
    within: { last: 30, unit: 'day' },
    aggregate: { function: 'sum', field: 'amount', operator, value: 99.5 },
  },
});

const aggregate = (name: string, field: string): RuleCase => ({
  name: `${name} of ${field}`,
  subject: 'Purchase',
  fill: async (row) => {
    await ever(row);
    await ask(row, 'aggregate');
    await row.choose('Calculation', name);
    await row.choose('Property', field);
    await row.fill('Value', '5');
  },
  rule: { ...did, aggregate: { function: name, field, operator: 'at_least', value: 5 } },
});

const calendar = (name: string): RuleCase => ({
  name: `calendar ${name}`,
  subject: 'Purchase',
  fill: async (row) => {
    await row.choose('When', 'calendar');
    await row.choose('in the calendar', name);
  },
  rule: { ...did, within: { calendar: name } },
});

const between = { operator: 'between', value: [2, 4] };
const fillBetween = async (row: Row) => {
  await row.choose('Comparison', 'between', 1);
  await row.fill('From', '2');
  await row.fill('To', '4');
};

/** Every comparison of a count and of an amount, as the builder must offer them. */
export const comparisons = {
  count: ['at_least', 'at_most', 'exactly', 'between'],
  amount: ['at_least', 'at_most', 'exactly', 'between', 'greater_than', 'less_than'],
};
export const functions = ['sum', 'avg', 'min', 'max', 'count_distinct'];
export const calendars = ['today', 'yesterday'].concat(
  ['week', 'month', 'quarter', 'year'].flatMap((unit) => [`this_${unit}`, `last_${unit}`]),
);

const fixed: RuleCase[] = [
  {
    name: 'between days',
    subject: 'Purchase',
    fill: async (row) => {
      await row.choose('When', 'fixed');
      await row.fill('From', '2026-01-01');
      await row.fill('Until (not included)', '2026-02-01');
    },
    rule: { ...did, within: { from: '2026-01-01', to: '2026-02-01' } },
  },
  {
    name: 'from an instant on',
    subject: 'Purchase',
    fill: async (row) => {
      await row.choose('When', 'fixed');
      await row.choose('Unit', 'instant', 0);
      await row.fill('From', '2026-01-01T08:15');
    },
    rule: { ...did, within: { from: '2026-01-01T08:15:00Z' } },
  },
  {
    name: 'until a day',
    subject: 'Purchase',
    fill: async (row) => {
      await row.choose('When', 'fixed');
      await row.fill('Until (not included)', '2026-02-01');
    },
    rule: { ...did, within: { to: '2026-02-01' } },
  },
];

const units: RuleCase[] = ['minute', 'hour', 'day', 'week', 'month', 'year'].map((unit) => ({
  name: `last 5 ${unit}`,
  subject: 'Visit',
  fill: async (row) => {
    await row.fill('Amount', '5');
    await row.choose('Unit', unit);
  },
  rule: { event: 'visit', operator: 'did', within: { last: 5, unit } },
}));

const where: RuleCase = {
  name: 'where, with a negated group and property against property',
  subject: 'Purchase',
  fill: async (row, builder, path) => {
    await ever(row);
    await row.press('Only those where…');
    const first = builder.row(`${path}.where.rules[0]`);
    await (await first.about('Category')).fill('Value', 'books');
    await row.press('Add group');
    const inner = `${path}.where.rules[1].rules`;
    await builder.row(`${path}.where.rules[1]`).press('Not');
    const amount = builder.row(`${inner}[0]`);
    await (await amount.about('Amount')).operator('greater_than');
    await amount.press('Compare with another field');
    await amount.choose('Another field', 'list_price');
    await builder.row(`${path}.where.rules[1]`).press('Add rule');
    await (await builder.row(`${inner}[1]`).about('Gift')).operator('is_false');
  },
  rule: {
    ...did,
    where: {
      logic: 'AND',
      rules: [
        { field: 'category', operator: 'equals', value: 'books' },
        {
          logic: 'OR',
          not: true,
          rules: [
            { field: 'amount', operator: 'greater_than', value_field: 'list_price' },
            { field: 'gift', operator: 'is_false' },
          ],
        },
      ],
    },
  },
};

const then = (operator: string): RuleCase => ({
  name: `then ${operator}`,
  subject: 'Visit',
  fill: async (row, builder, path) => {
    await ask(row, 'then');
    await row.choose('Comparison', operator, 1);
    await row.choose('Next event', 'purchase');
    await row.fill('Amount', '2', 1);
    await row.choose('Unit', 'hour', 1);
    await row.press('Only those where…');
    await (await builder.row(`${path}.then.where.rules[0]`).about('Amount')).operator('at_least');
    await builder.row(`${path}.then.where.rules[0]`).fill('Value', '20');
  },
  rule: {
    event: 'visit',
    operator: 'did',
    within: { last: 30, unit: 'day' },
    then: {
      event: 'purchase',
      operator,
      within: { amount: 2, unit: 'hour' },
      where: { logic: 'AND', rules: [{ field: 'amount', operator: 'at_least', value: 20 }] },
    },
  },
});

export const eventCases: Record<string, RuleCase[]> = {
  'how often': [
    { name: 'did', subject: 'Purchase', rule: { ...did, within: { last: 30, unit: 'day' } } },
    {
      name: 'did not, ever',
      subject: 'Purchase',
      fill: async (row) => ever(await row.operator('did_not')),
      rule: { event: 'purchase', operator: 'did_not' },
    },
    ...['first_time', 'last_time'].map((operator) => ({
      name: operator,
      subject: 'Purchase',
      fill: (row: Row) => row.operator(operator),
      rule: { event: 'purchase', operator, within: { last: 30, unit: 'day' } },
    })),
    {
      name: 'first time, after “ever”',
      subject: 'Purchase',
      fill: async (row) => (await ever(row)).operator('first_time'),
      rule: { event: 'purchase', operator: 'first_time', within: { last: 30, unit: 'day' } },
    },
    ...comparisons.count.slice(0, -1).map(count),
    {
      name: 'count between',
      subject: 'Purchase',
      fill: async (row) => {
        await ask(row, 'count');
        await fillBetween(row);
      },
      rule: { ...did, within: { last: 30, unit: 'day' }, count: between },
    },
  ],
  'how much': [
    ...comparisons.amount.filter((name) => name !== 'between').map(sum),
    {
      name: 'sum between',
      subject: 'Purchase',
      fill: async (row) => {
        await ever(row);
        await ask(row, 'aggregate');
        await fillBetween(row);
      },
      rule: { ...did, aggregate: { function: 'sum', field: 'amount', ...between } },
    },
    ...functions.slice(1, -1).map((name) => aggregate(name, 'list_price')),
    ...['amount', 'category', 'gift'].map((field) => aggregate('count_distinct', field)),
  ],
  when: [...calendars.map(calendar), ...fixed, ...units],
  'which and what then': [where, then('did'), then('did_not')],
};

const member = (subject: string, key: string, option: string): RuleCase[] =>
  ['in', 'not_in'].map((operator) => ({
    name: `${key} ${operator}`,
    subject,
    fill: async (row) => {
      await row.operator(operator);
      await row.pick(`Which ${key}`, option);
    },
    rule: { [key]: 1, operator },
  }));

/** The segment, the list and the campaign that they name have the id 1. */
export const otherCases: RuleCase[] = [
  ...member('Segment', 'segment', 'Everyone with a score'),
  ...member('List', 'list', 'Blocked'),
  {
    name: 'was not contacted',
    subject: 'Contacted',
    rule: { contacted: { within: { last: 30, unit: 'day' } }, operator: 'was_not' },
  },
  {
    name: 'was contacted, ever',
    subject: 'Contacted',
    fill: async (row) => ever(await row.operator('was')),
    rule: { contacted: {}, operator: 'was' },
  },
  {
    name: 'contacted by a campaign this year',
    subject: 'Contacted',
    fill: async (row) => {
      await row.choose('When', 'calendar');
      await row.choose('in the calendar', 'this_year');
      await row.pick('By these campaigns (any when empty)', 'Spring letter');
    },
    rule: { contacted: { within: { calendar: 'this_year' }, campaigns: [1] }, operator: 'was_not' },
  },
  {
    name: 'contacted since a day',
    subject: 'Contacted',
    fill: async (row) => {
      await row.choose('When', 'fixed');
      await row.fill('From', '2026-01-01');
    },
    rule: { contacted: { within: { from: '2026-01-01' } }, operator: 'was_not' },
  },
  {
    name: 'sample',
    subject: 'Random sample',
    rule: { sample: { percent: 10, salt: 'sample' }, operator: 'in' },
  },
  {
    name: 'not in a sample',
    subject: 'Random sample',
    fill: async (row) => {
      await row.operator('not_in');
      await row.fill('Percent', '12.5');
      await row.fill('Name of the sample', 'q1-holdout');
    },
    rule: { sample: { percent: 12.5, salt: 'q1-holdout' }, operator: 'not_in' },
  },
];
