import {
  describeRule,
  instantsAhead,
  type MatchContext,
  matchRule,
  type Person,
  type Rule,
  shift,
  turnedRules,
} from '../rules/index.js';
import { type Plan, rulesOf } from '../targets/plan.js';
import type { NextChangeResponse } from './explain.dto.js';
import { isMember } from './explain-plan.js';

/** How far it is looked ahead. */
const horizon = { amount: 2, unit: 'year' } as const;
/** So many instants are looked at; what comes after them is not foreseen. */
const mostInstants = 2_000;
/** So many events and contacts are looked at, all instants together: nothing else is answered meanwhile. */
const mostLooks = 2_000_000;
/** Of a person who has more of them, nothing is foreseen. */
const mostFacts = 10_000;

/** When the person comes into a plan or goes out of it if nothing else happens; null when that is not foreseen. */
export function nextChange(plan: Plan, person: Person, context: MatchContext): NextChangeResponse | null {
  const { moment } = context;
  const rules = rulesOf(plan);
  const facts = 1 + person.events.length + person.contacts.length;
  if (facts > mostFacts) return null;
  const most = Math.min(mostInstants, Math.floor(mostLooks / facts));
  const until = shift(moment.now, horizon, 1, moment.timeZone);
  const was = isMember(plan, person, context);
  for (const now of instantsAhead(rules, person, moment, until).slice(0, most)) {
    const then = { ...context, moment: { ...moment, now } };
    if (isMember(plan, person, then) === was) continue;
    const justBefore = { ...context, moment: { ...moment, now: now - 1 } };
    const turned = rules.flatMap((rule) => turnedRules(rule, person, justBefore, then));
    return { at: new Date(now).toISOString(), member: !was, because: inWords(turned, person, then) };
  }
  return null;
}

/** Each rule once, as it stands at the instant. */
function inWords(turned: readonly Rule[], person: Person, then: MatchContext): string {
  const words = turned.map(
    (rule) => `‘${describeRule(rule, then.moment)}’ turns ${matchRule(rule, person, then)}`,
  );
  return [...new Set(words)].join(' and ');
}
