import { Big } from 'big.js';
import { fold } from './fold.js';
import { matchField, matchGroup } from './match-group.js';
import type { PersonEvent } from './person.js';
import { readBoolean, readNumber, readText } from './read.js';
import { inSpan } from './span.js';
import { type Moment, shift } from './time.js';
import type { EventFilter, EventQuestion, EventRule, Rule } from './tree.js';

/** Evaluates an event rule over the events of one person. */
export function matchEventRule(rule: EventRule, events: readonly PersonEvent[], moment: Moment): boolean {
  const fitting = fittingEvents(rule, events, moment);
  const { question } = rule;
  switch (question.kind) {
    case 'any':
      return inWindow(rule, fitting, moment).length > 0;
    case 'none':
      return inWindow(rule, fitting, moment).length === 0;
    case 'first':
    case 'last': {
      const edge = edgeOf(question.kind, fitting);
      return edge !== undefined && inWindow(rule, [edge], moment).length > 0;
    }
    case 'count':
      return question.comparison.holds(new Big(inWindow(rule, fitting, moment).length));
    case 'aggregate':
      return matchAggregate(question, inWindow(rule, fitting, moment));
    case 'then':
      return inWindow(rule, fitting, moment).some((event) => isFollowed(event, question, events, moment));
  }
}

/** Events that have happened by now and fit type and properties, whenever they were. */
export const fittingEvents = (
  { event, where }: EventFilter,
  events: readonly PersonEvent[],
  moment: Moment,
) =>
  events.filter(
    ({ type, at, properties }) =>
      type === event.name && at <= moment.now && (!where || matchProperties(where, properties, moment)),
  );

export function inWindow(
  { window }: EventFilter,
  events: readonly PersonEvent[],
  moment: Moment,
): readonly PersonEvent[] {
  if (!window) return events;
  const span = window.span(moment);
  return events.filter(({ at }) => inSpan({ instant: at }, span));
}

/** The earliest, or the latest. */
export const edgeOf = (kind: 'first' | 'last', events: readonly PersonEvent[]): PersonEvent | undefined =>
  events.reduce<PersonEvent | undefined>(
    (edge, event) => (!edge || (kind === 'first' ? event.at < edge.at : event.at > edge.at) ? event : edge),
    undefined,
  );

function matchProperties(rule: Rule, properties: PersonEvent['properties'], moment: Moment): boolean {
  if (rule.kind === 'field') return matchField(rule, properties, moment);
  if (rule.kind !== 'group') throw new Error(`A rule of kind ${rule.kind} is no rule about a property.`);
  return matchGroup(rule, (child) => matchProperties(child, properties, moment));
}

type Aggregate = Extract<EventQuestion, { kind: 'aggregate' }>;

function matchAggregate(question: Aggregate, events: readonly PersonEvent[]): boolean {
  const aggregate = aggregateOf(question, events);
  return aggregate !== undefined && question.comparison.holds(aggregate.value, aggregate.scale);
}

/** A value and what divides it: an average is a sum and a count, since their quotient would be rounded. */
export interface AggregateValue {
  readonly value: Big;
  readonly scale: number;
}

/** Undefined over no value. */
export function aggregateOf(
  { function: name, field }: Aggregate,
  events: readonly PersonEvent[],
): AggregateValue | undefined {
  const raw = events.map(({ properties }) => properties.get(field.name));
  if (name === 'count_distinct') {
    const distinct = new Set(raw.map(distinctValue(field.type)).filter((value) => value !== undefined));
    return distinct.size > 0 ? { value: new Big(distinct.size), scale: 1 } : undefined;
  }
  const numbers = raw.map(readNumber).filter((number) => number !== undefined);
  if (numbers.length === 0) return undefined;
  return { value: numbers.reduce(reducers[name]), scale: name === 'avg' ? numbers.length : 1 };
}

const add = (a: Big, b: Big) => a.plus(b);
const reducers = {
  sum: add,
  avg: add,
  min: (a: Big, b: Big) => (b.lt(a) ? b : a),
  max: (a: Big, b: Big) => (b.gt(a) ? b : a),
};

const distinctValue =
  (type: string) =>
  (raw: unknown): string | boolean | undefined => {
    if (type === 'number') return readNumber(raw)?.toFixed();
    if (type === 'boolean') return readBoolean(raw);
    const text = readText(raw);
    return text === undefined ? undefined : fold(text);
  };

type Then = Extract<EventQuestion, { kind: 'then' }>;

/** Whether what the question names came after the event; negated, that it did not and the time is over. */
export function isFollowed(
  first: PersonEvent,
  question: Then,
  events: readonly PersonEvent[],
  moment: Moment,
): boolean {
  const end = shift(first.at, question.within, 1, moment.timeZone);
  const follows = fittingEvents(question.next, events, moment).some(({ at }) => at > first.at && at <= end);
  return question.negated ? !follows && end < moment.now : follows;
}
