import type { EventInfo } from '../../data-provider/types.js';
import type { WireEventRule } from '../tree/wire.js';

export type Question = 'any' | 'count' | 'aggregate' | 'then';

export function questionOf({ count, aggregate, then }: WireEventRule): Question {
  if (count) return 'count';
  if (aggregate) return 'aggregate';
  return then ? 'then' : 'any';
}

/** Amounts need a property to calculate with. */
export const questionsOf = (event: EventInfo): Question[] =>
  propertiesFor('count_distinct', event).length > 0
    ? ['any', 'count', 'aggregate', 'then']
    : ['any', 'count', 'then'];

export const functions = ['sum', 'avg', 'min', 'max', 'count_distinct'] as const;

/** Properties that a function can be applied to. */
export const propertiesFor = (name: string, { properties }: EventInfo) =>
  properties.filter(({ type }) =>
    name === 'count_distinct' ? type !== 'array' && type !== 'date' : type === 'number',
  );

/** Functions that the event has a property for. */
export const functionsOf = (event: EventInfo) =>
  functions.filter((name) => propertiesFor(name, event).length > 0);

/** The first or last time must lie somewhere. */
export const needsWindow = (operator: WireEventRule['operator']): boolean =>
  operator === 'first_time' || operator === 'last_time';

export const withEventOperator = (
  rule: WireEventRule,
  operator: WireEventRule['operator'],
  event: EventInfo,
): WireEventRule => {
  const window = needsWindow(operator) && !rule.within ? { within: { last: 30, unit: 'day' } } : {};
  return asked({ ...rule, ...window, operator }, 'any', event);
};

/** The rule with another question; only `did` takes one. */
export function asked(rule: WireEventRule, question: Question, event: EventInfo): WireEventRule {
  const { count: _count, aggregate: _aggregate, then: _then, ...bare } = rule;
  if (rule.operator !== 'did') return bare;
  switch (question) {
    case 'any':
      return bare;
    case 'count':
      return { ...bare, count: { operator: 'at_least', value: 2 } };
    case 'aggregate': {
      const [name = 'count_distinct'] = functionsOf(event);
      const field = propertiesFor(name, event)[0]!.name;
      return { ...bare, aggregate: { function: name, field, operator: 'at_least' } };
    }
    case 'then':
      return { ...bare, then: { event: rule.event, operator: 'did', within: { amount: 7, unit: 'day' } } };
  }
}
