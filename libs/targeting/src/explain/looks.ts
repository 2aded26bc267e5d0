import type { Person, Rule } from '../rules/index.js';

/** About how many events and contacts one evaluation of linked rules looks at: what comes after an event is sought for each. */
export function looksOf(rules: readonly Rule[], { events, contacts }: Person): number {
  const facts = 1 + events.length + contacts.length;
  return rules.some(asksWhatFollows) ? facts * facts : facts;
}

function asksWhatFollows(rule: Rule): boolean {
  if (rule.kind === 'group') return rule.rules.some(asksWhatFollows);
  if (rule.kind === 'segment') return rule.target !== undefined && asksWhatFollows(rule.target.rule);
  return rule.kind === 'event' && rule.question.kind === 'then';
}
