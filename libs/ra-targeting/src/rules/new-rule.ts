import { type Editor, findOperator, operatorsOf } from 'nest-targeting/rules';
import type { EventInfo, FieldInfo, FieldType } from '../data-provider/types.js';
import type { WireEventRule, WireFieldRule, WireRule } from './tree/wire.js';

/** The operators that are asked for most, in place of the first of the list. */
const usual: Record<FieldType, string> = {
  text: 'equals',
  number: 'at_least',
  boolean: 'is_true',
  date: 'in_last',
  array: 'has_any',
};

/** What an editor begins with: a sensible value where there is one, and nothing where somebody has to say it. */
const firstValue: Partial<Record<Editor, () => unknown>> = {
  duration: () => ({ amount: 30, unit: 'day' }),
  day_duration: () => ({ amount: 7, unit: 'day' }),
  calendar_unit: () => 'month',
  anniversary: () => 'this_month',
  comparison: () => ({ operator: 'at_least', value: 1 }),
  weekdays: () => ['saturday', 'sunday'],
};

export const newFieldRule = ({ name, type }: FieldInfo): WireFieldRule =>
  withOperator({ field: name, operator: '' }, type, usual[type]);

/** The rule with another operator; its value stays when the editor is the same. */
export function withOperator(rule: WireFieldRule, type: FieldType, name: string): WireFieldRule {
  const before = findOperator(type, rule.operator);
  const operator = findOperator(type, name) ?? operatorsOf[type][0]!;
  const changed: WireFieldRule = { field: rule.field, operator: operator.name };
  if (rule.value_field !== undefined && operator.comparesFields)
    return { ...changed, value_field: rule.value_field };
  const value = before?.editor === operator.editor ? rule.value : firstValue[operator.editor]?.();
  return value === undefined ? changed : { ...changed, value };
}

/** The rule about another field: operator and value stay when the types are the same. */
export const withField = (
  rule: WireFieldRule,
  before: FieldType | undefined,
  field: FieldInfo,
): WireFieldRule =>
  before === field.type && before !== 'text'
    ? { ...rule, field: field.name }
    : { ...newFieldRule(field), ...(before === field.type && { operator: rule.operator }) };

export const newEventRule = ({ name }: EventInfo): WireEventRule => ({
  event: name,
  operator: 'did',
  within: { last: 30, unit: 'day' },
});

export const newRule: Record<'segment' | 'list' | 'contacted' | 'sample', () => WireRule> = {
  segment: () => ({ segment: null, operator: 'in' }),
  list: () => ({ list: null, operator: 'in' }),
  contacted: () => ({ contacted: { within: { last: 30, unit: 'day' } }, operator: 'was_not' }),
  sample: () => ({ sample: { percent: 10, salt: 'sample' }, operator: 'in' }),
};
