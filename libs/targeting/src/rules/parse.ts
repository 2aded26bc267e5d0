import type { Catalogue, EventType, Field } from './catalogue.js';
import {
  amountComparisons,
  anyNumber,
  countComparisons,
  parseComparison,
  wholeNumber,
} from './comparison.js';
import { parseDuration } from './duration.js';
import { collect } from './faults.js';
import { Input } from './input.js';
import { defaultLimits, type RuleLimits } from './limits.js';
import { findOperator, operatorsOf } from './operators.js';
import type { EventFilter, EventQuestion, FieldRule, Group, Rule } from './tree.js';
import { parseWindow } from './window.js';

/** What may stand in a tree: the fields, and beside them (outside of `where`) everything else. */
interface Scope {
  readonly fields: ReadonlyMap<string, Field>;
  /** Undefined within `where`. */
  readonly catalogue: Catalogue | undefined;
}

/**
 * Reads a rule tree from its wire form.
 * @throws RuleError with the path of every fault: what is unknown, empty or of the wrong shape is refused, never dropped
 */
export function parseRule(
  value: unknown,
  catalogue: Catalogue,
  path = 'conditions',
  limits: RuleLimits = defaultLimits,
): Group {
  const input = new Input(value, path, limits);
  refuseTooLarge(input);
  return parseGroup(input, { fields: catalogue.fields, catalogue });
}

/** Depth and number of rules, before anything recurses. */
function refuseTooLarge(input: Input): void {
  let level: Input[] = [input];
  let rules = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > input.limits.depth)
      input.refuse('too_deep', `Groups may be nested ${input.limits.depth} levels deep.`);
    rules += level.length;
    if (rules > input.limits.rules) input.refuse('too_many', `A tree may have ${input.limits.rules} rules.`);
    level = level.flatMap(childrenOf);
  }
}

const childrenOf = (input: Input): Input[] =>
  ['rules', 'where', 'then'].flatMap((key) => {
    const child = input.at(key);
    if (Array.isArray(child.value))
      return child.value.map((item, index) => new Input(item, `${child.path}[${index}]`, input.limits));
    return child.absent ? [] : [child];
  });

function parseGroup(input: Input, scope: Scope): Group {
  input.anyObject();
  const [logic, not, rules] = collect([
    () => input.at('logic').oneOf(['AND', 'OR'] as const),
    () => input.has('not') && input.at('not').boolean(),
    () =>
      collect(
        input
          .at('rules')
          .items(input.limits.rules)
          .map((rule) => () => parseNode(rule, scope)),
      ),
    () => input.object('logic', 'rules', 'not'),
  ]);
  return { kind: 'group', logic, not, rules, path: input.path };
}

const leaves = ['field', 'event', 'segment', 'list', 'contacted', 'sample'] as const;

function parseNode(input: Input, scope: Scope): Rule {
  if (input.has('rules') || input.has('logic')) return parseGroup(input, scope);
  const kind = leaves.find((leaf) => input.has(leaf));
  if (kind === 'field') return parseFieldRule(input, scope.fields);
  if (!kind || !scope.catalogue) {
    const expected = scope.catalogue ? `"rules", or one of "${leaves.join('", "')}"` : '"rules" or "field"';
    return input.refuse('invalid', `This rule must have ${expected}.`);
  }
  switch (kind) {
    case 'event':
      return parseEventRule(input, scope.catalogue);
    case 'segment':
    case 'list': {
      const [id, isNegated] = collect([
        () => input.at(kind).wholeNumber(1, 2_147_483_647),
        () => negated(input, 'in', 'not_in'),
        () => input.object(kind, 'operator'),
      ]);
      return { kind, id, negated: isNegated, path: input.path };
    }
    case 'contacted':
      return parseContactedRule(input);
    case 'sample':
      return parseSampleRule(input);
  }
}

function negated(input: Input, yes: string, no: string): boolean {
  return input.at('operator').oneOf([yes, no], 'unknown_operator') === no;
}

function parseFieldRule(input: Input, fields: ReadonlyMap<string, Field>): FieldRule {
  const [rule] = collect([
    () => parseFieldTest(input, fields),
    () => input.object('field', 'operator', 'value', 'value_field'),
  ]);
  return rule;
}

function parseFieldTest(input: Input, fields: ReadonlyMap<string, Field>): FieldRule {
  const field = findField(input.at('field'), fields);
  const operator =
    findOperator(field.type, input.at('operator').value) ??
    input
      .at('operator')
      .refuse(
        'unknown_operator',
        `${field.name} is a ${field.type}; it has ${operatorNames(field).join(', ')}.`,
      );
  const value = input.at('value');
  const other = input.at('value_field');
  if (operator.editor === 'none' && !value.absent)
    value.refuse('invalid', `${operator.name} takes no value.`);
  if (other.absent)
    return { kind: 'field', field, operator, test: operator.bind({ value }), path: input.path };
  if (!operator.comparesFields)
    other.refuse('invalid', `${operator.name} compares with a value, not with a field.`);
  if (!value.absent) value.refuse('invalid', 'Give either a value or a value_field.');
  const otherField = findField(other, fields);
  if (otherField.type !== field.type)
    other.refuse('invalid', `${otherField.name} is a ${otherField.type}; ${field.name} is a ${field.type}.`);
  const test = operator.bind({ field: otherField });
  return { kind: 'field', field, operator, otherField, test, path: input.path };
}

const operatorNames = (field: Field) => operatorsOf[field.type].map(({ name }) => name);

const findField = (input: Input, fields: ReadonlyMap<string, Field>): Field =>
  fields.get(input.text()) ??
  input.refuse('unknown_field', `There is no field ${JSON.stringify(input.value)}.`);

const findEvent = (input: Input, catalogue: Catalogue): EventType =>
  catalogue.events.get(input.text()) ??
  input.refuse('unknown_event', `There is no event ${JSON.stringify(input.value)}.`);

function parseFilter(input: Input, event: EventType, window: Input): EventFilter {
  const where = input.at('where');
  const [parsedWindow, parsedWhere] = collect([
    () => parseWindow(window),
    () => (where.absent ? undefined : parseGroup(where, { fields: event.properties, catalogue: undefined })),
  ]);
  return { event, window: parsedWindow, where: parsedWhere };
}

const eventOperators = ['did', 'did_not', 'first_time', 'last_time'] as const;

function parseEventRule(input: Input, catalogue: Catalogue): Rule {
  const [operator, event] = collect([
    () => input.at('operator').oneOf(eventOperators, 'unknown_operator'),
    () => findEvent(input.at('event'), catalogue),
  ]);
  const [filter, question] = collect([
    () => parseFilter(input, event, input.at('within')),
    () => parseQuestion(input, operator, event, catalogue),
  ]);
  return { kind: 'event', ...filter, question, path: input.path };
}

function parseQuestion(
  input: Input,
  operator: (typeof eventOperators)[number],
  event: EventType,
  catalogue: Catalogue,
): EventQuestion {
  const common = ['event', 'operator', 'within', 'where'];
  if (operator !== 'did') {
    input.object(...common);
    if (operator === 'did_not') return { kind: 'none' };
    if (!input.has('within')) input.at('within').refuse('required', `${operator} needs a window.`);
    return { kind: operator === 'first_time' ? 'first' : 'last' };
  }
  input.object(...common, 'count', 'aggregate', 'then');
  const [kind, ...more] = (['count', 'aggregate', 'then'] as const).filter((key) => input.has(key));
  if (more.length > 0) input.refuse('invalid', 'A rule has one of "count", "aggregate" and "then".');
  if (kind === undefined) return { kind: 'any' };
  const part = input.at(kind);
  switch (kind) {
    case 'count':
      return {
        kind,
        comparison: parseComparison(part.object('operator', 'value'), countComparisons, wholeNumber),
      };
    case 'aggregate':
      return parseAggregate(part.object('function', 'field', 'operator', 'value'), event);
    case 'then':
      return parseThen(part.object('event', 'operator', 'within', 'where'), catalogue);
  }
}

function parseAggregate(input: Input, event: EventType): EventQuestion {
  const name = input.at('function').oneOf(['sum', 'avg', 'min', 'max', 'count_distinct'], 'unknown_function');
  const field = findField(input.at('field'), event.properties);
  if (name !== 'count_distinct' && field.type !== 'number')
    input.at('field').refuse('invalid', `${name} needs a number; ${field.name} is a ${field.type}.`);
  if (field.type === 'array' || field.type === 'date')
    input.at('field').refuse('invalid', 'Distinct values are counted of texts, numbers and booleans.');
  const comparison =
    name === 'count_distinct'
      ? parseComparison(input, countComparisons, wholeNumber)
      : parseComparison(input, amountComparisons, anyNumber);
  return { kind: 'aggregate', function: name, field, comparison };
}

function parseThen(input: Input, catalogue: Catalogue): EventQuestion {
  const [next, isNegated, within] = collect([
    // The window of the second event is the duration after the first.
    () => parseFilter(input, findEvent(input.at('event'), catalogue), new Input(undefined, '', input.limits)),
    () => negated(input, 'did', 'did_not'),
    () => parseDuration(input.at('within')),
  ]);
  return { kind: 'then', negated: isNegated, next, within };
}

function parseContactedRule(input: Input): Rule {
  const contacted = input.at('contacted');
  const listed = contacted.at('campaigns');
  const [window, campaigns, isNegated] = collect([
    () => parseWindow(contacted.at('within')),
    () => (listed.absent ? undefined : listed.items().map(campaignId)),
    () => negated(input, 'was', 'was_not'),
    () => contacted.object('within', 'campaigns'),
    () => input.object('contacted', 'operator'),
  ]);
  return { kind: 'contacted', window, campaigns, negated: isNegated, path: input.path };
}

/** The host's campaign ids are numbers or texts; the log keeps them as text. */
const campaignId = (input: Input): string =>
  typeof input.value === 'number'
    ? String(input.wholeNumber(0, Number.MAX_SAFE_INTEGER))
    : input.nonEmptyText();

function parseSampleRule(input: Input): Rule {
  const sample = input.at('sample');
  sample.anyObject();
  const [percent, salt, isNegated] = collect([
    () => parsePercent(sample.at('percent')),
    () => sample.at('salt').nonEmptyText(),
    () => negated(input, 'in', 'not_in'),
    () => sample.object('percent', 'salt'),
    () => input.object('sample', 'operator'),
  ]);
  return { kind: 'sample', percent, salt, negated: isNegated, path: input.path };
}

function parsePercent(input: Input): string {
  const percent = input.number();
  if (percent.lte(0) || percent.gt(100)) input.refuse('invalid', 'This must be above 0 and at most 100.');
  return percent.toFixed();
}
