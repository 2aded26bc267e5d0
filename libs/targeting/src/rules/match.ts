import { Big } from 'big.js';
import { md5 } from 'js-md5';
import { matchEventRule } from './match-events.js';
import { matchField, matchGroup } from './match-group.js';
import type { Person } from './person.js';
import { inSpan } from './span.js';
import type { Moment } from './time.js';
import type { ContactedRule, Rule, SampleRule } from './tree.js';

/** What a match needs beside rule and person. */
export interface MatchContext {
  readonly moment: Moment;
  /** A campaign whose own contacts do not count. */
  readonly campaignId?: string | undefined;
}

/** Evaluates a linked rule for one person: the same meaning as `compileRule`, in memory. */
export function matchRule(rule: Rule, person: Person, context: MatchContext): boolean {
  switch (rule.kind) {
    case 'group':
      return matchGroup(rule, (child) => matchRule(child, person, context));
    case 'field':
      return matchField(rule, person.values, context.moment);
    case 'event':
      return matchEventRule(rule, person.events, context.moment);
    case 'segment':
      if (!rule.target) throw new Error(`The segment ${rule.id} is not linked.`);
      return rule.negated !== matchRule(rule.target.rule, person, context);
    case 'list':
      return rule.negated !== person.lists.has(rule.id);
    case 'contacted':
      return rule.negated !== contactsOf(rule, person, context).length > 0;
    case 'sample':
      return rule.negated !== inSample(rule, person);
    case 'customers':
      return rule.keys.some((key) => String(key) === String(person.key));
    case 'everyone':
      return true;
  }
}

/** The contacts that the rule asks for, by its window and campaigns. */
export function contactsOf(rule: ContactedRule, { contacts }: Person, { moment, campaignId }: MatchContext) {
  const span = rule.window?.span(moment) ?? {};
  return contacts.filter(
    (contact) =>
      contact.at <= moment.now &&
      inSpan({ instant: contact.at }, span) &&
      (rule.campaigns?.includes(contact.campaignId) ?? true) &&
      contact.campaignId !== campaignId,
  );
}

function inSample({ percent, salt }: SampleRule, { key }: Person): boolean {
  const bucket = parseInt(md5(`${salt}:${key}`).slice(0, 8), 16) % 10_000;
  return new Big(bucket).lt(new Big(percent).times(100));
}
