import type { Audience, AudienceDefinition } from '../data-provider/types.js';

/** An audience of which nothing has been said yet. */
export const emptyDefinition: AudienceDefinition = {
  include_segments: [],
  include_logic: 'OR',
  include_customers: [],
  include_lists: [],
  exclude_segments: [],
  exclude_customers: [],
  exclude_lists: [],
  exclude_unsubscribed: true,
  exclude_contacted_within_days: null,
  exclude_contacted_in_campaigns: [],
};

/** What decides who is in; what is not set takes its default. */
export function definitionOf(audience: Partial<Audience>): AudienceDefinition {
  const names = Object.keys(emptyDefinition) as (keyof AudienceDefinition)[];
  return Object.fromEntries(
    names.map((name) => [name, audience[name] ?? emptyDefinition[name]]),
  ) as unknown as AudienceDefinition;
}

/** Whether nothing is included, and so all active customers are. */
export const includesEveryone = (audience: Partial<AudienceDefinition>): boolean =>
  !audience.include_segments?.length &&
  !audience.include_customers?.length &&
  !audience.include_lists?.length;
