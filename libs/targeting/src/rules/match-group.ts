import type { Values } from './person.js';
import type { Moment } from './time.js';
import type { FieldRule, Group, Rule } from './tree.js';

export const matchGroup = ({ logic, not, rules }: Group, matches: (rule: Rule) => boolean): boolean =>
  not !== (logic === 'AND' ? rules.every(matches) : rules.some(matches));

export const matchField = ({ field, test }: FieldRule, values: Values, moment: Moment): boolean =>
  test.matches({ field, raw: values.get(field.name), sibling: (other) => values.get(other.name) }, moment);
