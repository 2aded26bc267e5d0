import type { Field } from './catalogue.js';
import { Input } from './input.js';
import { defaultLimits } from './limits.js';
import { findOperator } from './operators.js';
import type { FieldRule } from './tree.js';
import { parseWindow, type Window } from './window.js';

/** A rule about a field, made in code. @throws RuleError when the operator or the value does not fit */
export function fieldRule(field: Field, name: string, value: unknown, path: string): FieldRule {
  const operator = findOperator(field.type, name);
  if (!operator) throw new Error(`${field.name} is a ${field.type}, which has no operator ${name}.`);
  return {
    kind: 'field',
    field,
    operator,
    test: operator.bind({ value: new Input(value, path, defaultLimits) }),
    path,
  };
}

/** A window, made in code. @throws RuleError when it has not the shape of one */
export const windowOf = (window: object): Window | undefined =>
  parseWindow(new Input(window, 'within', defaultLimits));
