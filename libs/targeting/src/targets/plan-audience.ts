import type { AudienceDefinition } from '../audiences/audience.entity.js';
import { type Fault, unprocessable } from '../http/problem.js';
import {
  type Catalogue,
  type FieldRule,
  fieldRule,
  type Group,
  link,
  type References,
  type Rule,
  RuleError,
  windowOf,
} from '../rules/index.js';
import { writtenKey } from './customer-sql.js';
import type { Exclusion, Plan, Source } from './plan.js';

/**
 * Resolves an audience to its plan.
 * @throws ProblemException 422 with the path of every reference that is missing, archived or no longer valid
 */
export function planAudience(
  audience: AudienceDefinition,
  catalogue: Catalogue,
  references: References,
): Plan {
  const planner = new AudiencePlanner(catalogue, references);
  const sources = planner.sources(audience);
  const exclusions = planner.exclusions(audience);
  if (planner.faults.length > 0) throw unprocessable(planner.faults);
  return { logic: audience.includeLogic, sources, exclusions };
}

/** Nothing included means all active customers. Lists that hold nobody are not nothing. */
export const includesEveryone = (audience: AudienceDefinition): boolean =>
  audience.includeSegments.length + audience.includeCustomers.length + audience.includeLists.length === 0;

const activeRules = new WeakMap<Catalogue, Rule>();

/** Who is active; everyone, where the host knows no status. The same rule for the same catalogue. */
export function activeRule(catalogue: Catalogue): Rule {
  let rule = activeRules.get(catalogue);
  if (!rule) activeRules.set(catalogue, (rule = makeActiveRule(catalogue)));
  return rule;
}

const makeActiveRule = ({ active }: Catalogue): Rule =>
  active ? fieldRule(active.field, 'equals_exactly', active.value, 'all') : { kind: 'everyone', path: 'all' };

class AudiencePlanner {
  readonly faults: Fault[] = [];

  constructor(
    private readonly catalogue: Catalogue,
    private readonly references: References,
  ) {}

  sources(audience: AudienceDefinition): Source[] {
    if (includesEveryone(audience)) return [{ kind: 'all', rule: activeRule(this.catalogue) }];
    return [
      ...this.referred('segment', audience.includeSegments, 'include_segments'),
      ...this.referred('list', audience.includeLists, 'include_lists'),
      ...this.picked(audience.includeCustomers, 'include_customers'),
    ];
  }

  /** In the order in which they are charged. */
  exclusions(audience: AudienceDefinition): Exclusion[] {
    return [
      ...this.referred('segment', audience.excludeSegments, 'exclude_segments'),
      ...this.picked(audience.excludeCustomers, 'exclude_customers'),
      ...this.referred('list', audience.excludeLists, 'exclude_lists'),
      ...(audience.excludeUnsubscribed ? this.unsubscribed() : []),
      ...contacted(audience),
    ];
  }

  private referred<Kind extends 'segment' | 'list'>(kind: Kind, ids: readonly number[], path: string) {
    return ids.flatMap((id, index) => {
      const rule = this.linked({ kind, id, negated: false, path: `${path}[${index}]` });
      if (!rule) return [];
      const name =
        kind === 'segment' ? this.references.segments.get(id)!.name : this.references.lists.get(id)!.name;
      return [{ kind, id, name, rule }];
    });
  }

  private linked(rule: Rule): Rule | undefined {
    try {
      return link(rule, this.references);
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      this.faults.push(...error.faults.map((fault) => ({ ...fault, path: rule.path })));
      return undefined;
    }
  }

  private picked(picks: AudienceDefinition['includeCustomers'], path: string) {
    if (picks.length === 0) return [];
    const keys = picks.map((key) => writtenKey(this.catalogue.customer, key));
    return [{ kind: 'customers' as const, rule: { kind: 'customers' as const, keys, path } }];
  }

  /** Consent that is not true, missing consent included. A host without consent has nobody unsubscribed. */
  private unsubscribed(): Exclusion[] {
    const { consent } = this.catalogue;
    if (!consent) return [];
    const path = 'exclude_unsubscribed';
    return [{ kind: 'unsubscribed', rule: not(fieldRule(consent, 'is_true', undefined, path), path) }];
  }
}

const not = (rule: FieldRule, path: string): Group => ({
  kind: 'group',
  logic: 'AND',
  not: true,
  rules: [rule],
  path,
});

function contacted(audience: AudienceDefinition): Exclusion[] {
  const { excludeContactedWithinDays: days, excludeContactedInCampaigns: campaigns } = audience;
  const rule = { kind: 'contacted' as const, negated: false, window: undefined, campaigns: undefined };
  return [
    ...(days === null
      ? []
      : [
          {
            kind: 'contacted' as const,
            withinDays: days,
            rule: {
              ...rule,
              window: windowOf({ last: days, unit: 'day' }),
              path: 'exclude_contacted_within_days',
            },
          },
        ]),
    ...(campaigns.length === 0
      ? []
      : [
          {
            kind: 'contacted' as const,
            campaigns,
            rule: { ...rule, campaigns: campaigns.map(String), path: 'exclude_contacted_in_campaigns' },
          },
        ]),
  ];
}
