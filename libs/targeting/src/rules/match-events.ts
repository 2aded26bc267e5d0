import { Big } from 'big.js';
import { fold } from './fold.js';
import { matchField, matchGroup } from './match-group.js';
import type { PersonEvent } from './person.js';
import { readBoolean, readNumber, readText } from './read.js';
import { inSpan } from './span.js';
import { type Duration, type Moment, shift } from './time.js';
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
      return followedIn(inWindow(rule, fitting, moment), question, events, moment).length > 0;
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

/** Those that what the question names came after; negated, those that it did not, and the time is over. */
export function followedIn(
  first: readonly PersonEvent[],
  { next, within, negated }: Then,
  events: readonly PersonEvent[],
  moment: Moment,
): readonly PersonEvent[] {
  const times = fittingEvents(next, events, moment).map(({ at }) => at);
  times.sort((a, b) => a - b);
  return first.filter((event) => {
    const end = endOf(event, within, moment.timeZone);
    const follower = firstAfter(event.at, times);
    const follows = follower !== undefined && follower <= end;
    return negated ? !follows && end < moment.now : follows;
  });
}

const ends = new WeakMap<PersonEvent, Map<string, number>>();

/** When the time after an event is over. It is remembered: one may ask of many instants, and the calendar answers slowly. */
function endOf(event: PersonEvent, within: Duration, timeZone: string): number {
  const known = ends.get(event) ?? new Map<string, number>();
  ends.set(event, known);
  const key = `${within.amount} ${within.unit} ${timeZone}`;
  const end = known.get(key) ?? shift(event.at, within, 1, timeZone);
  known.set(key, end);
  return end;
}

/** The first of ascending times that is later. */
function firstAfter(at: number, times: readonly number[]): number | undefined {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! > at) high = middle;
    else low = middle + 1;
  }
  return times[low];
}
