import { canonicalRule } from '../canonical.js';
import type { Span } from '../span.js';
import type { Moment } from '../time.js';
import type { ContactedRule, EventFilter, EventRule, Group } from '../tree.js';
import type { Window } from '../window.js';
import { comparisonRanges, wholeFrom } from './comparison-ranges.js';
import { all, constant, type Fact, type Formula, yes } from './facts.js';
import { every, intersection, type Ranges, whole, wholeBetween } from './ranges.js';

/** Whether the rules about properties can hold for any event. */
type CanHold = (where: Group) => boolean;

/** What a rule about events says of them: how many there are, when, and of what amount. */
export function eventFormula(rule: EventRule, moment: Moment, canHold: CanHold): Formula {
  const { question } = rule;
  const some = number(rule, moment, wholeFrom(1), canHold);
  switch (question.kind) {
    case 'any':
      return some;
    case 'none':
      return number(rule, moment, exactlyNone, canHold);
    case 'count':
      return number(
        rule,
        moment,
        whole(comparisonRanges(question.comparison.canonical as string[])),
        canHold,
      );
    case 'first':
    case 'last':
      return all(some, edge(rule, question.kind, rule.window!.span(moment)));
    case 'aggregate': {
      const compared = comparisonRanges(question.comparison.canonical as string[]);
      const isCount = question.function === 'count_distinct';
      return all(some, {
        ...aboutEvents(rule),
        subject: JSON.stringify([
          familyOf(rule),
          windowKey(rule.window),
          question.function,
          question.field.name,
        ]),
        domain: { missing: true, kinds: [isCount ? wholeFrom(1) : every] },
        set: { missing: false, kinds: [isCount ? intersection(wholeFrom(1), whole(compared)) : compared] },
      });
    }
    case 'then': {
      const followed = yes(canonicalRule(rule), familyOf(rule));
      return question.negated
        ? all(some, followed)
        : all(some, followed, number(question.next, moment, wholeFrom(1), canHold));
    }
  }
}

const exactlyNone = whole(comparisonRanges(['exactly', '0']));

const familyOf = ({ event, where }: EventFilter): string =>
  JSON.stringify(['event', event.name, where ? canonicalRule(where) : null]);

const windowKey = (window: Window | undefined): unknown => window?.canonical ?? null;

const aboutEvents = (filter: EventFilter) => ({ kind: 'fact' as const, family: familyOf(filter) });

/** When the first of the events was, or the last; missing where there is none. */
const edge = (filter: EventFilter, kind: 'first' | 'last', { from, to }: Span): Fact => ({
  ...aboutEvents(filter),
  subject: JSON.stringify([kind, familyOf(filter)]),
  domain: { missing: true, kinds: [every] },
  set: { missing: false, kinds: [wholeBetween(from ?? -Infinity, to === undefined ? Infinity : to - 1)] },
});

/** How many events there are in the window. */
function number(filter: EventFilter, moment: Moment, numbers: Ranges, canHold: CanHold): Formula {
  const span = filter.window?.span(moment);
  const isNever = isNoTime(span) || (filter.where && !canHold(filter.where));
  if (isNever) return constant(intersection(numbers, exactlyNone).cuts.length > 0);
  return counted(familyOf(filter), filter.window, span, numbers);
}

const isNoTime = (span: Span | undefined): boolean =>
  span?.from !== undefined && span.to !== undefined && span.from >= span.to;

const counted = (
  family: string,
  window: Window | undefined,
  span: Span | undefined,
  numbers: Ranges,
): Fact => ({
  ...{ kind: 'fact', family, counted: { span } },
  subject: JSON.stringify([family, windowKey(window)]),
  domain: { missing: false, kinds: [wholeFrom(0)] },
  set: { missing: false, kinds: [intersection(wholeFrom(0), numbers)] },
});

/** Contacts by some campaigns are contacts by any. */
export function contactedFormula({ window, campaigns }: ContactedRule, moment: Moment): Formula {
  const span = window?.span(moment);
  if (isNoTime(span)) return constant(false);
  const byAny = counted('contacted', window, span, wholeFrom(1));
  if (!campaigns) return byAny;
  const family = 'contacted';
  const subject = JSON.stringify([family, windowKey(window), [...campaigns].sort()]);
  return all(byAny, yes(subject, family));
}
