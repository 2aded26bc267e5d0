import type { Field, FieldType } from '../catalogue.js';
import type { Input } from '../input.js';
import type { SqlSite } from '../read.js';
import type { Span } from '../span.js';
import type { Moment } from '../time.js';

/** How a value is asked for; the rule builder makes its editor from it. */
export type Editor =
  | 'none'
  | 'text'
  | 'texts'
  | 'pattern'
  | 'number'
  | 'number_range'
  | 'numbers'
  | 'date'
  | 'date_or_instant'
  | 'date_range'
  | 'duration'
  | 'calendar_unit'
  | 'day_duration'
  | 'anniversary'
  | 'weekdays'
  | 'items'
  | 'comparison';

/** Where a rule reads in memory: the field's value and those of its siblings, raw. */
export interface MemorySite {
  readonly field: Field;
  readonly raw: unknown;
  readonly sibling: (field: Field) => unknown;
}

/**
 * An operator bound to its value: the two executions of one meaning, side by side.
 * `sql` may be NULL where `matches` is false; who negates it says `IS NOT TRUE`.
 */
export interface Test {
  sql(site: SqlSite, moment: Moment): string;
  matches(site: MemorySite, moment: Moment): boolean;
  /** What follows the field in a sentence, e.g. `is greater than 80`. */
  words(moment: Moment): string;
  /** The value in its one canonical form, as JSON. */
  readonly canonical: unknown;
  /** Of a test that is true within a stretch of time, and nowhere else: that stretch. */
  span?(moment: Moment): Span;
  /** The test that it is the exact complement of. */
  readonly complementOf?: Test;
}

/** What an operator compares with: the value of the rule, or another field in its place. */
export type Operand = { readonly value: Input } | { readonly field: Field };

/** One operator of one field type. */
export interface FieldOperator {
  readonly name: string;
  readonly label: string;
  readonly editor: Editor;
  /** Whether `value_field` may stand in place of `value`. */
  readonly comparesFields: boolean;
  /** The operator that it is the exact complement of. */
  readonly complementOf?: FieldOperator;
  /** @throws RuleError when the value does not fit, with its path */
  bind(operand: Operand): Test;
}

export type OperatorsOf = Readonly<Record<FieldType, readonly FieldOperator[]>>;

/** An operator that takes a value, never a field. */
export const valueOperator = (
  name: string,
  label: string,
  editor: Editor,
  bind: (value: Input) => Test,
): FieldOperator => ({
  name,
  label,
  editor,
  comparesFields: false,
  bind: (operand) => {
    if (!('value' in operand)) throw new Error(`${name} compares no fields.`);
    return bind(operand.value);
  },
});

/** The exact complement of an operator: true wherever that one is not, for missing values too. */
export const complement = (operator: FieldOperator, name: string, label: string): FieldOperator => ({
  ...operator,
  name,
  label,
  complementOf: operator,
  bind: (operand) => {
    const test = operator.bind(operand);
    return {
      sql: (site, moment) => `(${test.sql({ ...site, asValue: true }, moment)}) IS NOT TRUE`,
      matches: (site, moment) => !test.matches(site, moment),
      words: (moment) => test.words(moment).replace(operator.label, label),
      canonical: test.canonical,
      complementOf: test,
    };
  },
});
