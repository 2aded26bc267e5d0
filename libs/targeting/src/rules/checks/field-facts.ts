import { Big } from 'big.js';
import type { Field } from '../catalogue.js';
import { fold } from '../fold.js';
import { earliest, latest } from '../iso.js';
import type { FieldOperator, Test } from '../operators/operator.js';
import { isInteger } from '../read.js';
import { type Span, withinYears } from '../span.js';
import type { Moment } from '../time.js';
import type { FieldRule } from '../tree.js';
import { comparisonRanges, wholeFrom } from './comparison-ranges.js';
import { all, any, type Fact, type Formula, negate, present, type ValueSet, yes } from './facts.js';
import { among, every, intersection, none, type Ranges, whole, wholeBetween } from './ranges.js';

/** So many values are looked at one by one. */
const mostValues = 200;

/** What a rule about a field says of it. */
export function fieldFormula({ field, operator, otherField, test }: FieldRule, moment: Moment): Formula {
  const { complementOf } = operator;
  if (complementOf && test.complementOf)
    return negate(operatorFormula(field, complementOf, otherField, test.complementOf, moment));
  return operatorFormula(field, operator, otherField, test, moment);
}

function operatorFormula(
  field: Field,
  operator: FieldOperator,
  otherField: Field | undefined,
  test: Test,
  moment: Moment,
): Formula {
  if (operator.name === 'is_set') return isSet(field);
  const opaque = all(isSet(field), answer(field, operator.name, test.canonical));
  if (otherField) return all(opaque, isSet(otherField));
  if (Array.isArray(test.canonical) && test.canonical.length > mostValues) return opaque;
  switch (field.type) {
    case 'number':
      return fact(field, [ofNumber(field, operator.name, test.canonical)]);
    case 'boolean':
      return fact(field, [among([operator.name === 'is_true' ? 1 : 0])]);
    case 'text':
      return textFormula(field, operator.name, test) ?? opaque;
    case 'date':
      return dateFormula(field, operator.name, test, moment) ?? opaque;
    case 'array':
      return arrayFormula(field, operator.name, test.canonical);
  }
}

/** A field, or something about it. Lists, for a field's name may be any text. */
const subjectOf = (field: Field, ...about: unknown[]): string =>
  JSON.stringify(['field', field.name, ...about]);

const answer = (field: Field, ...about: unknown[]): Fact => yes(subjectOf(field, ...about), field.name);

/** A fact about the value of the field itself. */
const fact = (field: Field, kinds: readonly Ranges[], missing = false): Fact => {
  const domain = domainOf(field);
  const within = domain.kinds.map((kind, index) => intersection(kind, kinds[index]!));
  return {
    ...{ kind: 'fact', subject: subjectOf(field), family: field.name },
    ...{ domain, set: { missing, kinds: within } },
  };
};

function domainOf(field: Field): ValueSet {
  switch (field.type) {
    case 'boolean':
      return { missing: true, kinds: [among([0, 1])] };
    case 'date': {
      const [days, instants] = [everyDay, wholeBetween(earliest, latest)];
      const columnType = 'columnType' in field.source ? field.source.columnType : 'json';
      return {
        missing: true,
        kinds: [
          columnType === 'instant' || columnType === 'timestamp' ? none : days,
          columnType === 'day' ? none : instants,
        ],
      };
    }
    case 'array':
      return { missing: true, kinds: [wholeFrom(0)] };
    default:
      return { missing: true, kinds: [every] };
  }
}

const isSet = (field: Field): Formula => fact(field, present(domainOf(field)).kinds);

function ofNumber(field: Field, name: string, canonical: unknown): Ranges {
  const ranges =
    name === 'in'
      ? among((canonical as string[]).map((value) => new Big(value)))
      : comparisonRanges(
          Array.isArray(canonical) ? [name, ...(canonical as string[])] : [name, canonical as string],
        );
  return isInteger(field) ? whole(ranges) : ranges;
}

function textFormula(field: Field, name: string, { canonical }: Test): Formula | undefined {
  const value = canonical as string;
  switch (name) {
    case 'equals':
      return fact(field, [among([value])]);
    case 'in':
      return fact(field, [among(canonical as string[])]);
    case 'equals_exactly':
      return all(fact(field, [among([fold(value)])]), {
        ...fact(field, [among([value])]),
        subject: subjectOf(field, 'exactly'),
      });
    case 'is_empty':
      return fact(field, [among([''])], true);
    case 'contains':
      return containing(field, name, value, (text) => text.includes(value));
    case 'starts_with':
      return containing(field, name, value, (text) => text.startsWith(value));
    case 'ends_with':
      return containing(field, name, value, (text) => text.endsWith(value));
    default:
      return undefined;
  }
}

/** An empty text contains nothing that is asked for. */
const containing = (
  field: Field,
  name: 'contains' | 'starts_with' | 'ends_with',
  value: string,
  holds: (folded: string) => boolean,
): Formula =>
  all(negate(fact(field, [among([''])], true)), {
    ...answer(field, name, value),
    text: { field: subjectOf(field), name, value, holds },
  });

const milliseconds = 86_400_000;
const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / milliseconds;
const everyDay = wholeBetween(dayNumber('0001-01-01'), dayNumber('9999-12-31'));

function dateFormula(field: Field, name: string, test: Test, moment: Moment): Formula | undefined {
  if (test.span) return fact(field, spanKinds(test.span(moment)));
  if (name !== 'is_weekday') return undefined;
  const weekdays = { ...fact(field, [none, none]), subject: subjectOf(field, 'weekday') };
  return all(isSet(field), {
    ...weekdays,
    domain: { missing: true, kinds: [wholeBetween(1, 7)] },
    set: {
      missing: false,
      kinds: [(test.canonical as number[]).map((day) => wholeBetween(day, day)).reduce(joined)],
    },
  });
}

const joined = (a: Ranges, b: Ranges): Ranges => ({ fromStart: false, cuts: [...a.cuts, ...b.cuts] });

function spanKinds(span: Span): Ranges[] {
  const { from, to, firstDay, lastDay } = withinYears(span);
  return [wholeBetween(dayNumber(firstDay), dayNumber(lastDay)), wholeBetween(from, to - 1)];
}

interface Items {
  readonly texts: readonly string[];
  readonly numbers: readonly string[];
}

/** An array is known by its length, and by each item that it has or has not. */
function arrayFormula(field: Field, name: string, canonical: unknown): Formula {
  if (name === 'length') return fact(field, [whole(comparisonRanges(canonical as string[]))]);
  const { texts, numbers } = canonical as Items;
  const items = [...texts.map((text) => ['text', text]), ...numbers.map((number) => ['number', number])];
  if (items.length > mostValues) return all(isSet(field), answer(field, name, canonical));
  const has = items.map((item) => answer(field, 'has', ...item));
  const atLeast = name === 'has_all' ? items.length : 1;
  return all(name === 'has_all' ? all(...has) : any(...has), fact(field, [wholeFrom(atLeast)]));
}
