import { isPresent, presentSql } from '../read.js';
import { complement, type FieldOperator } from './operator.js';

/** Whether the field has a value of its type. */
const isSet: FieldOperator = {
  name: 'is_set',
  label: 'is set',
  editor: 'none',
  comparesFields: false,
  bind: () => ({
    sql: (site) => presentSql(site),
    matches: (site) => isPresent(site.field, site.raw),
    words: () => 'is set',
    canonical: null,
  }),
};

export const presence: readonly FieldOperator[] = [isSet, complement(isSet, 'is_not_set', 'is not set')];
