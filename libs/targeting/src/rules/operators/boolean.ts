import { booleanSql, readBoolean } from '../read.js';
import { type FieldOperator, valueOperator } from './operator.js';

/** `is_false` is an explicit false; a missing value is neither. */
const is = (name: string, label: string, value: boolean): FieldOperator =>
  valueOperator(name, label, 'none', () => ({
    sql: (site) => (value ? booleanSql(site) : `NOT ${booleanSql(site)}`),
    matches: ({ raw }) => readBoolean(raw) === value,
    words: () => label,
    canonical: null,
  }));

export const booleanOperators: readonly FieldOperator[] = [
  is('is_true', 'is true', true),
  is('is_false', 'is false', false),
];
