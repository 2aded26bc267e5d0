import { anniversaryTurns, crossingsOf, lastCrossing, turnsOf } from './crossings.js';
import { anniversaryUnits } from './operators/date-cycle.js';
import type { Person, Values } from './person.js';
import { readDate } from './read.js';
import { type CalendarUnit, type Duration, localDay, type Moment, shift, startOfDay } from './time.js';
import type { ContactedRule, EventFilter, EventRule, FieldRule, Rule } from './tree.js';
import { calendarWindows, type Window } from './window.js';

/**
 * The instants at which passing time can move one of the rules for a person, in order: between two of them nothing moves.
 * @param rules linked
 * @param until the last instant that is looked at
 */
export function instantsAhead(
  rules: readonly Rule[],
  person: Person,
  moment: Moment,
  until: number,
): number[] {
  const ahead = new Ahead(person, moment, until);
  rules.forEach((rule) => ahead.visit(rule));
  return ahead.inOrder;
}

class Ahead {
  private readonly found = new Set<number>();

  constructor(
    private readonly person: Person,
    private readonly moment: Moment,
    private readonly until: number,
  ) {}

  get inOrder(): number[] {
    return [...this.found].sort((a, b) => a - b);
  }

  visit(rule: Rule): void {
    switch (rule.kind) {
      case 'group':
        return rule.rules.forEach((child) => this.visit(child));
      case 'segment':
        return rule.target && this.visit(rule.target.rule);
      case 'field':
        return this.ofField(rule, this.person.values);
      case 'event':
        return this.ofEvents(rule);
      case 'contacted':
        return this.ofContacts(rule);
      default:
        return;
    }
  }

  private ofEvents(rule: EventRule): void {
    const events = this.ofFilter(rule);
    if (rule.question.kind !== 'then') return;
    const { next, within } = rule.question;
    this.ofFilter(next);
    for (const { at } of events) this.add([shift(at, within, 1, this.moment.timeZone) + 1]);
  }

  /** When the events come to pass, and come into the window and out of it. */
  private ofFilter({ event, window, where }: EventFilter) {
    const events = this.person.events.filter(({ type }) => type === event.name);
    for (const { at, properties } of events) {
      this.ofWindow(at, window);
      if (where) this.ofProperties(where, properties);
    }
    return events;
  }

  private ofProperties(rule: Rule, properties: Values): void {
    if (rule.kind === 'field') this.ofField(rule, properties);
    if (rule.kind === 'group') rule.rules.forEach((child) => this.ofProperties(child, properties));
  }

  private ofContacts({ window, campaigns }: ContactedRule): void {
    for (const { at, campaignId } of this.person.contacts)
      if (campaigns?.includes(campaignId) ?? true) this.ofWindow(at, window);
  }

  private ofWindow(at: number, window: Window | undefined): void {
    this.add([at]);
    if (!window) return;
    const { canonical } = window;
    if (typeof canonical === 'string') this.add(this.turns(at, calendarWindows[canonical]!.unit));
    else if ('amount' in (canonical as object)) this.add(this.crossings(at, canonical as Duration));
  }

  private ofField({ field, operator, test: { canonical } }: FieldRule, values: Values): void {
    const value = readDate(values.get(field.name));
    if (field.type !== 'date' || !value) return;
    const { timeZone, now } = this.moment;
    const instant = 'day' in value ? startOfDay(value.day, timeZone) : value.instant;
    switch (operator.editor) {
      case 'duration':
        return this.add(this.crossings(instant, canonical as Duration));
      case 'calendar_unit':
        return this.add(this.turns(instant, canonical as CalendarUnit));
      case 'day_duration':
      case 'anniversary': {
        const day = 'day' in value ? value.day : localDay(instant, timeZone);
        const within = operator.editor === 'anniversary' ? anniversaryUnits[canonical as string]! : canonical;
        return this.add(
          anniversaryTurns(day, within as Duration | CalendarUnit, [now, this.until], timeZone),
        );
      }
      default:
        return;
    }
  }

  private crossings(instant: number, duration: Duration): number[] {
    const isPast = lastCrossing(instant, duration) <= this.moment.now;
    return isPast ? [] : crossingsOf(instant, duration, this.moment.timeZone);
  }

  private turns = (instant: number, unit: CalendarUnit) => turnsOf(instant, unit, this.moment.timeZone);

  private add(instants: readonly number[]): void {
    for (const instant of instants)
      if (instant > this.moment.now && instant <= this.until) this.found.add(instant);
  }
}
