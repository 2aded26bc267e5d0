import { Big } from 'big.js';
import type { Comparison } from './comparison.js';
import { compileField, compileGroup } from './compile-group.js';
import { booleanSql, foldedSql, numberSql, type SqlSite } from './read.js';
import { instantInSpanSql, type Span } from './span.js';
import { quoteIdentifier, quoteTable, type SqlWriter } from './sql.js';
import { type Duration, fixedLength, type Moment, monthsOf } from './time.js';
import type { AggregateFunction, EventFilter, EventQuestion, EventRule, Rule } from './tree.js';

export interface EventScope {
  /** SQL of the customer's key. */
  readonly key: string;
  readonly writer: SqlWriter;
  readonly moment: Moment;
  /** End of each subquery about the customer. */
  readonly fence: string;
  /** As of `CompileContext`: whoever has such events is read beforehand. */
  readonly hashed: boolean;
}

/** Compiles an event rule to `EXISTS` (or, hashed, `ANY`) on the customer's key: true or false, never NULL. */
export function compileEventRule(rule: EventRule, scope: EventScope): string {
  const events = new EventSql(scope);
  const span = rule.window?.span(scope.moment);
  const { question } = rule;
  switch (question.kind) {
    case 'any':
      return events.exists(rule, span);
    case 'none':
      return `NOT ${events.exists(rule, span)}`;
    case 'first':
      return events.edge(rule, span!, { to: span!.from });
    case 'last':
      return events.edge(rule, span!, { from: span!.to });
    case 'count':
      return events.count(rule, span, question.comparison);
    case 'aggregate':
      return events.aggregate(rule, span, question);
    case 'then':
      return events.then(rule, span, question);
  }
}

/**
 * SQL of the keys of everyone for whom the rule holds, read from the events alone: a key may be that of nobody any more. Undefined of
 * rules that hold for customers without events, too, or that look at two stretches of time.
 * @param isEachOnce else a key comes as often as it has such events, if one is enough
 */
export function eventKeysSql(
  rule: EventRule,
  scope: Pick<EventScope, 'writer' | 'moment'>,
  isEachOnce: boolean,
): string | undefined {
  const events = new EventSql({ ...scope, key: '', fence: '', hashed: false });
  const span = rule.window?.span(scope.moment);
  const { question } = rule;
  switch (question.kind) {
    case 'any':
      return isEachOnce ? events.keys(rule, span) : events.allKeys(rule, span);
    case 'count': {
      const { comparison } = question;
      if (comparison.holds(new Big(0))) return undefined;
      return events.keys(rule, span, () => comparison.sql('count(*)', scope.writer));
    }
    case 'aggregate':
      return events.keys(rule, span, (alias) => events.having(question, alias));
    default:
      return undefined;
  }
}

class EventSql {
  constructor(private readonly scope: EventScope) {}

  exists(filter: EventFilter, span: Span | undefined): string {
    if (this.scope.hashed) return this.isAny(this.allKeys(filter, span));
    const e = this.scope.writer.alias('e');
    return `EXISTS (SELECT 1 FROM ${table(filter)} ${e} WHERE ${customer(filter, e)} = ${this.scope.key} AND ${this.fits(filter, e, span)}${this.scope.fence})`;
  }

  /** The earliest (latest) event lies in the window: one does, and none lies beyond. */
  edge(filter: EventFilter, window: Span, beyond: Span): string {
    const within = this.exists(filter, window);
    const open = beyond.from === undefined && beyond.to === undefined;
    return open ? within : `(${within} AND NOT ${this.exists(filter, beyond)})`;
  }

  /** Who has no such event is not in the grouped table, so a comparison that holds for zero is asked the other way round. */
  count(filter: EventFilter, span: Span | undefined, comparison: Comparison): string {
    const having = comparison.sql('count(*)', this.scope.writer);
    return comparison.holds(new Big(0))
      ? `NOT ${this.grouped(filter, span, () => `NOT (${having})`)}`
      : this.grouped(filter, span, () => having);
  }

  aggregate(
    filter: EventFilter,
    span: Span | undefined,
    question: Extract<EventQuestion, { kind: 'aggregate' }>,
  ): string {
    return this.grouped(filter, span, (alias) => this.having(question, alias));
  }

  having(question: Extract<EventQuestion, { kind: 'aggregate' }>, alias: string): string {
    const site = { field: question.field, alias, writer: this.scope.writer };
    return aggregateSql(question.function, site, question.comparison);
  }

  /** B strictly after A, within the duration; negated: no such B, and the duration is over. */
  then(
    filter: EventFilter,
    span: Span | undefined,
    question: Extract<EventQuestion, { kind: 'then' }>,
  ): string {
    const { writer, key } = this.scope;
    const [a, b] = [writer.alias('e'), writer.alias('e')];
    const [atA, atB] = [this.at(filter, a), this.at(question.next, b)];
    const end = this.plus(atA, question.within);
    const next =
      `EXISTS (SELECT 1 FROM ${table(question.next)} ${b} WHERE ${customer(question.next, b)} = ${customer(filter, a)}` +
      ` AND ${this.fits(question.next, b, undefined)} AND ${atB} > ${atA} AND ${atB} <= ${end})`;
    const follows = question.negated
      ? `NOT ${next} AND ${end} < ${writer.instant(this.scope.moment.now)}`
      : next;
    return `EXISTS (SELECT 1 FROM ${table(filter)} ${a} WHERE ${customer(filter, a)} = ${key} AND ${this.fits(filter, a, span)} AND ${follows}${this.scope.fence})`;
  }

  private grouped(filter: EventFilter, span: Span | undefined, having: (alias: string) => string): string {
    const keys = this.keys(filter, span, having);
    if (this.scope.hashed) return this.isAny(keys);
    const g = this.scope.writer.alias('g');
    return `EXISTS (SELECT 1 FROM (${keys}) ${g} WHERE ${g}.key = ${this.scope.key}${this.scope.fence})`;
  }

  private isAny(keys: string): string {
    return `((${this.scope.key} = ANY (${keys})) IS TRUE)`;
  }

  /** Of those with such events: each once. @param having what must hold of all of them together */
  keys(filter: EventFilter, span: Span | undefined, having?: (alias: string) => string): string {
    const e = this.scope.writer.alias('e');
    const keys = `${this.allKeys(filter, span, e)} GROUP BY ${customer(filter, e)}`;
    return having ? `${keys} HAVING ${having(e)}` : keys;
  }

  /** One for each event. */
  allKeys(filter: EventFilter, span: Span | undefined, e = this.scope.writer.alias('e')): string {
    return `SELECT ${customer(filter, e)} AS key FROM ${table(filter)} ${e} WHERE ${this.fits(filter, e, span)}`;
  }

  /** Type, time and properties of the event. What happened after `now` has not happened. */
  private fits({ event, where }: EventFilter, alias: string, span: Span | undefined): string {
    const { writer, moment } = this.scope;
    const { typeColumn } = event.table;
    const to = Math.min(span?.to ?? Infinity, moment.now + 1);
    return [
      ...(typeColumn
        ? [`${alias}.${quoteIdentifier(typeColumn)} = ${writer.param(event.name, 'text')}`]
        : []),
      this.inSpan(event.table, alias, { ...(span?.from !== undefined && { from: span.from }), to }),
      ...(where ? [this.property(where, alias, false)] : []),
    ].join(' AND ');
  }

  private inSpan({ atColumn, atIsUtc }: EventFilter['event']['table'], alias: string, span: Span): string {
    const column = `${alias}.${quoteIdentifier(atColumn)}`;
    if (!atIsUtc) return instantInSpanSql(column, span, this.scope.writer);
    // The bounds are converted, not the column, so that its index serves.
    const bounds = (['from', 'to'] as const).flatMap((end) =>
      span[end] === undefined
        ? []
        : [
            `${column} ${end === 'from' ? '>=' : '<'} (${this.scope.writer.instant(span[end])} AT TIME ZONE 'UTC')`,
          ],
    );
    return bounds.join(' AND ');
  }

  private property(rule: Rule, alias: string, strict: boolean): string {
    if (rule.kind === 'group')
      return compileGroup(rule, strict, (child, childStrict) => this.property(child, alias, childStrict));
    if (rule.kind !== 'field') throw new Error(`A rule of kind ${rule.kind} is no rule about a property.`);
    return compileField(rule, strict, { ...this.scope, alias });
  }

  /** The instant of an event, cut to the millisecond. */
  private at({ event: { table } }: EventFilter, alias: string): string {
    const column = `${alias}.${quoteIdentifier(table.atColumn)}`;
    return `date_trunc('milliseconds', ${table.atIsUtc ? `(${column} AT TIME ZONE 'UTC')` : column})`;
  }

  private plus(instant: string, duration: Duration): string {
    const { writer, moment } = this.scope;
    const length = fixedLength(duration);
    if (length !== undefined) return `${instant} + ${writer.param(`${length} milliseconds`, 'interval')}`;
    const zone = writer.param(moment.timeZone, 'text');
    const months = writer.param(`${monthsOf(duration)} months`, 'interval');
    // The first instants there are have no local time west of Greenwich.
    const start = `greatest(${instant}, '4714-11-26 00:00:00+00 BC')`;
    return `((${start} AT TIME ZONE ${zone}) + ${months}) AT TIME ZONE ${zone}`;
  }
}

const table = ({ event }: EventFilter) => quoteTable(event.table.table);
const customer = ({ event }: EventFilter, alias: string) =>
  `${alias}.${quoteIdentifier(event.table.customerColumn)}`;

function aggregateSql(name: AggregateFunction, site: SqlSite, comparison: Comparison): string {
  const { writer } = site;
  if (name === 'count_distinct') {
    const value = distinctSql(site);
    return `count(${value}) > 0 AND ${comparison.sql(`count(DISTINCT ${value})`, writer)}`;
  }
  const number = numberSql(site);
  // A quotient would be rounded; the sum against bound × count is exact.
  if (name === 'avg') return comparison.sql(`sum(${number})`, writer, ` * count(${number})`);
  return comparison.sql(`${name}(${number})`, writer);
}

/** The parser lets through these types only. */
function distinctSql(site: SqlSite): string {
  if (site.field.type === 'text') return foldedSql(site);
  return site.field.type === 'number' ? numberSql(site) : booleanSql(site);
}
