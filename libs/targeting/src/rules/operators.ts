import type { FieldType } from './catalogue.js';
import { arrayOperators } from './operators/array.js';
import { booleanOperators } from './operators/boolean.js';
import { cycleOperators } from './operators/date-cycle.js';
import { spanOperators } from './operators/date.js';
import { numberOperators } from './operators/number.js';
import type { FieldOperator, OperatorsOf } from './operators/operator.js';
import { presence } from './operators/presence.js';
import { textOperators } from './operators/text.js';

/** Every operator, by the type of field that has it: what the parser accepts and the rule builder offers. */
export const operatorsOf: OperatorsOf = {
  text: [...textOperators, ...presence],
  number: [...numberOperators, ...presence],
  boolean: [...booleanOperators, ...presence],
  date: [...spanOperators, ...cycleOperators, ...presence],
  array: [...arrayOperators, ...presence],
};

export const findOperator = (type: FieldType, name: unknown): FieldOperator | undefined =>
  operatorsOf[type].find((operator) => operator.name === name);
