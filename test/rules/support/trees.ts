import fc from 'fast-check';
import {
  type Catalogue,
  type EventType,
  type Field,
  type FieldOperator,
  operatorsOf,
} from 'nest-targeting/rules';
import { hostCatalogue } from './host.js';
import { durations } from './moments.js';
import { anyPattern } from './patterns.js';
import { campaignIds, listIds, type RandomWorld } from './world.js';
import { JsonValues } from './values.js';

/** A rule tree, or a part of it, in its wire form. */
export type Wire = { readonly [key: string]: unknown };

const askedNumbers = fc.constantFrom(
  0,
  -0,
  1,
  2,
  3,
  -1,
  80,
  80.5,
  0.1,
  0.3,
  0.2,
  0.30000000000000004,
  1e-7,
  5e-324,
  9007199254740991,
);
const smallCount = fc.nat(3);
const list = <T>(item: fc.Arbitrary<T>) => fc.array(item, { minLength: 1, maxLength: 4 });
const ordered = <T>(item: fc.Arbitrary<T>) =>
  fc.tuple(item, item).map(([a, b]) => (a <= b ? [a, b] : [b, a]));
const named = (names: readonly string[]) => fc.constantFrom(...names);
/** Half of the time. */
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 2, nil: undefined });
const rule = (parts: { [key: string]: fc.Arbitrary<unknown> }): fc.Arbitrary<Wire> =>
  fc
    .record(parts)
    .map((wire) => Object.fromEntries(Object.entries(wire).filter(([, value]) => value !== undefined)));

const counts = fc.oneof(
  rule({ operator: named(['exactly', 'at_least', 'at_most']), value: smallCount }),
  rule({ operator: fc.constant('between'), value: ordered(smallCount) }),
);
const amounts = fc.oneof(
  rule({
    operator: named(['exactly', 'at_least', 'at_most', 'greater_than', 'less_than']),
    value: askedNumbers,
  }),
  rule({ operator: fc.constant('between'), value: ordered(askedNumbers) }),
);

/** Random trees over the test's host, about one moment. */
export class Trees {
  private readonly values: JsonValues;
  private readonly texts: fc.Arbitrary<string>;

  constructor(
    { moment, texts }: RandomWorld,
    private readonly catalogue: Catalogue = hostCatalogue,
  ) {
    this.values = new JsonValues(moment, texts);
    const whole = fc.constantFrom(...texts);
    const part = fc.tuple(
      whole.map((text) => [...text]),
      fc.integer({ min: 1, max: 3 }),
    );
    this.texts = fc.oneof(
      { weight: 3, arbitrary: whole },
      { weight: 1, arbitrary: part.map(([text, length]) => text.slice(0, length).join('')) },
      { weight: 2, arbitrary: part.map(([text, length]) => text.slice(-length).join('')) },
    );
  }

  /** @param segments ids that it may refer to */
  tree(segments: readonly number[]): fc.Arbitrary<Wire> {
    return fc.letrec<{ group: Wire; node: Wire }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small', maxDepth: 4, withCrossShrink: true },
        { weight: 3, arbitrary: this.leaf(segments) },
        { weight: 1, arbitrary: tie('group') },
      ),
      group: group(tie('node')),
    })).group;
  }

  private leaf(segments: readonly number[]): fc.Arbitrary<Wire> {
    const reference = (kind: string, ids: readonly number[]) =>
      rule({ [kind]: fc.constantFrom(...ids), operator: named(['in', 'not_in']) });
    return fc.oneof(
      { weight: 8, arbitrary: this.fieldRule(this.catalogue.fields) },
      { weight: 7, arbitrary: this.eventRule },
      { weight: 1, arbitrary: reference('list', listIds.map(Number)) },
      { weight: 1, arbitrary: this.contactedRule },
      { weight: 1, arbitrary: this.sampleRule },
      ...(segments.length > 0 ? [{ weight: 1, arbitrary: reference('segment', segments) }] : []),
    );
  }

  private fieldRule(fields: ReadonlyMap<string, Field>): fc.Arbitrary<Wire> {
    const all = [...fields.values()];
    return fc.constantFrom(...all).chain((field) => {
      const siblings = all.filter(({ type }) => type === field.type).map(({ name }) => name);
      return fc.oneof(
        ...operatorsOf[field.type].map((operator) => this.operatorRule(field.name, operator, siblings)),
      );
    });
  }

  private operatorRule(
    field: string,
    operator: FieldOperator,
    siblings: readonly string[],
  ): fc.Arbitrary<Wire> {
    const start = { field: fc.constant(field), operator: fc.constant(operator.name) };
    const withValue = rule({ ...start, value: this.valueFor(operator) });
    if (!operator.comparesFields) return withValue;
    return fc.oneof(
      { weight: 2, arbitrary: withValue },
      { weight: 1, arbitrary: rule({ ...start, value_field: named(siblings) }) },
    );
  }

  /** By how the operator asks for its value, so that a new operator is in this test as soon as it exists. */
  private valueFor({ editor }: FieldOperator): fc.Arbitrary<unknown> {
    const { day, instant } = this.values;
    switch (editor) {
      case 'none':
        return fc.constant(undefined);
      case 'text':
        return this.texts;
      case 'texts':
        return list(this.texts);
      case 'pattern':
        return anyPattern;
      case 'number':
        return askedNumbers;
      case 'number_range':
        return ordered(askedNumbers);
      case 'numbers':
        return list(askedNumbers);
      case 'date':
        return day;
      case 'date_or_instant':
        return fc.oneof(
          day,
          instant,
          fc.constantFrom('0001-01-01', '9999-12-31', '9999-12-31T23:59:59.999Z'),
        );
      case 'date_range':
        return fc.oneof(
          ordered(day),
          fc.tuple(instant, instant).map((pair) => pair.sort((a, b) => Date.parse(a) - Date.parse(b))),
        );
      case 'duration':
        return fc.constantFrom(...durations);
      case 'calendar_unit':
        return named(['day', 'week', 'month', 'quarter', 'year']);
      case 'day_duration':
        return fc.constantFrom(...durations.filter(({ unit }) => !['minute', 'hour'].includes(unit)));
      case 'anniversary':
        return named(['today', 'this_week', 'this_month']);
      case 'weekdays':
        return list(named(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']));
      case 'items':
        return list(fc.oneof(this.texts, askedNumbers));
      case 'comparison':
        return counts;
    }
  }

  private get window(): fc.Arbitrary<unknown> {
    const { day, instant } = this.values;
    const days = fc.oneof(day, fc.constantFrom('0001-01-01', '9999-12-31'));
    const bound = fc.oneof(days, instant);
    const between = (bounds: fc.Arbitrary<string>) =>
      fc
        .tuple(bounds, bounds)
        .filter(([a, b]) => Date.parse(a) !== Date.parse(b))
        .map(([a, b]) => (Date.parse(a) < Date.parse(b) ? { from: a, to: b } : { from: b, to: a }));
    const calendars = [
      'today',
      'yesterday',
      ...['week', 'month', 'quarter', 'year'].flatMap((unit) => [`this_${unit}`, `last_${unit}`]),
    ];
    return fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom(...durations).map(({ amount, unit }) => ({ last: amount, unit })),
      },
      { weight: 1, arbitrary: fc.oneof(between(days), between(instant), between(bound)) },
      { weight: 1, arbitrary: rule({ from: bound }) },
      { weight: 1, arbitrary: rule({ to: bound }) },
      { weight: 1, arbitrary: rule({ calendar: named(calendars) }) },
    );
  }

  private get eventRule(): fc.Arbitrary<Wire> {
    return fc.constantFrom(...this.catalogue.events.values()).chain((event) => {
      const filter = { event: fc.constant(event.name), where: optional(this.where(event)) };
      const did = { ...filter, operator: fc.constant('did'), within: optional(this.window) };
      return fc.oneof(
        { weight: 1, arbitrary: rule(did) },
        { weight: 1, arbitrary: rule({ ...did, operator: fc.constant('did_not') }) },
        {
          weight: 2,
          arbitrary: rule({ ...filter, operator: named(['first_time', 'last_time']), within: this.window }),
        },
        { weight: 2, arbitrary: rule({ ...did, count: counts }) },
        { weight: 3, arbitrary: rule({ ...did, aggregate: aggregate(event) }) },
        { weight: 3, arbitrary: rule({ ...did, then: this.then }) },
      );
    });
  }

  private where(event: EventType): fc.Arbitrary<Wire> {
    return fc.letrec<{ group: Wire; node: Wire }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small', maxDepth: 2, withCrossShrink: true },
        { weight: 5, arbitrary: this.fieldRule(event.properties) },
        { weight: 1, arbitrary: tie('group') },
      ),
      group: group(tie('node')),
    })).group;
  }

  private get then(): fc.Arbitrary<Wire> {
    return fc.constantFrom(...this.catalogue.events.values()).chain((event) =>
      rule({
        event: fc.constant(event.name),
        operator: named(['did', 'did_not']),
        within: fc.constantFrom(...durations),
        where: optional(this.where(event)),
      }),
    );
  }

  private get sampleRule(): fc.Arbitrary<Wire> {
    return rule({
      sample: rule({ percent: fc.constantFrom(0.01, 10, 33.33, 50, 100), salt: this.texts }),
      operator: named(['in', 'not_in']),
    });
  }

  private get contactedRule(): fc.Arbitrary<Wire> {
    return rule({
      contacted: rule({
        within: optional(this.window),
        campaigns: optional(list(fc.constantFrom(4, 7, ...campaignIds))),
      }),
      operator: named(['was', 'was_not']),
    });
  }
}

const group = (node: fc.Arbitrary<Wire>): fc.Arbitrary<Wire> =>
  rule({
    logic: named(['AND', 'OR']),
    not: fc.constantFrom(undefined, undefined, undefined, true),
    rules: fc.array(node, { minLength: 1, maxLength: 3 }),
  });

function aggregate({ properties }: EventType): fc.Arbitrary<Wire> {
  const fields = [...properties.values()];
  const numbers = fields.filter(({ type }) => type === 'number').map(({ name }) => name);
  const countable = fields
    .filter(({ type }) => ['text', 'number', 'boolean'].includes(type))
    .map(({ name }) => name);
  return fc.oneof(
    {
      weight: 4,
      arbitrary: amounts.chain((compared) =>
        rule({
          function: named(['sum', 'avg', 'min', 'max']),
          field: named(numbers),
          ...constants(compared),
        }),
      ),
    },
    {
      weight: 1,
      arbitrary: counts.chain((compared) =>
        rule({ function: fc.constant('count_distinct'), field: named(countable), ...constants(compared) }),
      ),
    },
  );
}

const constants = (wire: Wire) =>
  Object.fromEntries(Object.entries(wire).map(([key, value]) => [key, fc.constant(value)]));
