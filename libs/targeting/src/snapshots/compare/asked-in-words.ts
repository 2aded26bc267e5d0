import { askedOf } from '../../explain/asked-of.js';
import type { Catalogue, Rule } from '../../rules/index.js';
import type { CountedPlan } from '../../targets/counts.js';
import type { InlinedDefinition } from '../inline-definition.js';

/** What a definition asks can be asked as of its instant: that is checked. What cannot is as it is now. */
export interface AskedInWords {
  readonly checked: string[];
  readonly notChecked: string[];
}

export function askedInWords(
  { plan, campaignId }: CountedPlan,
  { lists: frozenLists, as_of, campaign_id }: InlinedDefinition,
  { consent }: Catalogue,
): AskedInWords {
  const rules = [...plan.sources, ...plan.exclusions].map(({ rule }) => rule);
  const { fields, events, lists } = askedOf(rules);
  const asked = fields.filter(({ name }) => name !== consent?.name).map(({ name }) => name);
  const names = events.map(({ name }) => name).join(', ');
  const listNames = frozenLists.filter(({ id }) => lists.includes(id)).map(({ name }) => `“${name}”`);
  const own = campaignId === undefined ? '' : `, without those of campaign ${campaignId} itself`;
  const contacts = rules.some(asksContacts);
  return {
    checked: [
      ...(names ? [`${names}: events up to ${as_of}.`] : []),
      ...(contacts ? [`Contacts up to ${as_of}${own}.`] : []),
    ],
    notChecked: [
      'Customers: as they are now, with those who were added since.',
      ...(asked.length > 0 ? [`${asked.join(', ')}: fields as they are now.`] : []),
      ...(fields.length > asked.length ? [`${consent!.name}: consent as it is now.`] : []),
      ...(listNames.length > 0 ? [`${listNames.join(', ')}: lists as they are now.`] : []),
      ...(names
        ? [`${names}: events that came in later with an earlier time count, those deleted since do not.`]
        : []),
      ...(contacts && campaignId === undefined && campaign_id === undefined
        ? ['Contacts: this snapshot does not say which campaign’s own contacts did not count.']
        : []),
    ],
  };
}

/** At any depth. */
export function asksContacts(rule: Rule): boolean {
  switch (rule.kind) {
    case 'contacted':
      return true;
    case 'group':
      return rule.rules.some(asksContacts);
    case 'segment':
      return rule.target !== undefined && asksContacts(rule.target.rule);
    default:
      return false;
  }
}
