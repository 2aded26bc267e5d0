import { Big } from 'big.js';
import type { Field } from './catalogue.js';
import { aggregates } from './describe.js';
import { fittingEvents, followedIn, inWindow } from './match-events.js';
import { contactsOf, type MatchContext } from './match.js';
import type { Contact, Person } from './person.js';
import { isPresent, readDate } from './read.js';
import { instantInWords, type Moment, startOfMinute } from './time.js';
import type { ContactedRule, EventRule, FieldRule, Rule } from './tree.js';

/**
 * What a rule met, as a sentence says it: `score is 72`.
 * @param actual as `explainRule` gives it
 * @returns null for rules that are explained by those below them, or that meet no value
 */
export function actualInWords(
  rule: Rule,
  actual: unknown,
  person: Person,
  context: MatchContext,
): string | null {
  const { moment } = context;
  switch (rule.kind) {
    case 'field':
      return fieldInWords(rule, person, moment);
    case 'event':
      return eventsInWords(rule, actual, person, moment);
    case 'list':
      return actual === true ? onListInWords(rule.id, person) : 'is not on the list';
    case 'contacted':
      return contactsInWords(rule, person, context);
    default:
      return null;
  }
}

function onListInWords(id: number, { waysOntoLists }: Person): string {
  const ways = waysOntoLists?.get(id) ?? [];
  return ['is on the list', ways.join(' and ')].filter(Boolean).join(' ');
}

/** The last contact is named also where it is not one that the rule asks for: somebody will wonder about it. */
function contactsInWords(rule: ContactedRule, person: Person, context: MatchContext): string {
  const asked = contactsOf(rule, person, context);
  if (asked.length > 0) return `was contacted ${times(asked.length)}, last ${lastInWords(asked, context)}`;
  const all = contactsOf({ ...rule, window: undefined, campaigns: undefined }, person, context);
  return all.length === 0
    ? 'was not contacted'
    : `was not contacted like this; last contacted ${lastInWords(all, context)}`;
}

function lastInWords(contacts: readonly Contact[], { moment }: MatchContext): string {
  const { at, campaignId, campaignName } = contacts.reduce((a, b) => (b.at > a.at ? b : a));
  const campaign = campaignName === undefined ? `campaign ${campaignId}` : `campaign “${campaignName}”`;
  return `${instantInWords(startOfMinute(at), moment.timeZone)} by ${campaign}`;
}

const fieldInWords = ({ field, otherField }: FieldRule, { values }: Person, moment: Moment): string =>
  [field, ...(otherField ? [otherField] : [])]
    .map((each) => `${each.label} ${valueInWords(each, values.get(each.name), moment)}`)
    .join(', ');

/** A value of another type than the field's counts as missing; it is named, since somebody will look for it. */
function valueInWords(field: Field, raw: unknown, { timeZone }: Moment): string {
  if (raw === undefined || raw === null) return 'has no value';
  if (!isPresent(field, raw)) return `is no ${field.type}: ${plainText(raw)}`;
  const date = field.type === 'date' ? readDate(raw) : undefined;
  if (date && 'instant' in date) return `is ${instantInWords(date.instant, timeZone)}`;
  if (Array.isArray(raw)) return raw.length === 0 ? 'is empty' : `is ${raw.map(plainText).join(', ')}`;
  return raw === '' ? 'is empty' : `is ${plainText(raw)}`;
}

const plainText = (raw: unknown): string => {
  if (typeof raw === 'string') return raw;
  return raw instanceof Big ? raw.toFixed() : JSON.stringify(raw);
};

function eventsInWords(rule: EventRule, actual: unknown, { events }: Person, moment: Moment): string {
  const { question } = rule;
  const label = `“${rule.event.label}”`;
  switch (question.kind) {
    case 'first':
    case 'last':
      return actual === null
        ? `never did ${label}`
        : `the ${question.kind} ${label} was ${instantInWords(Date.parse(actual as string), moment.timeZone)}`;
    case 'aggregate': {
      const amount = `${aggregates[question.function]} ${question.field.label}`;
      return actual === null ? `no ${question.field.label} to go by` : `${amount} is ${actual as number}`;
    }
    case 'then': {
      const inside = inWindow(rule, fittingEvents(rule, events, moment), moment);
      const hits = followedIn(inside, question, events, moment).length;
      if (inside.length === 0) return `did not do ${label}`;
      const next = `${question.negated ? 'without' : 'with'} “${question.next.event.label}” in time`;
      return `did ${label} ${times(inside.length)}, ${times(hits)} ${next}`;
    }
    default:
      return actual === 0 ? `did not do ${label}` : `did ${label} ${times(actual as number)}`;
  }
}

const times = (number: number): string => ['never', 'once'][number] ?? `${number} times`;
