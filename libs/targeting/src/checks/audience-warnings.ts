import type { AudienceDefinition } from '../audiences/audience.entity.js';
import type { Catalogue } from '../rules/index.js';
import type { Ledger, LedgerExclusion, LedgerSource } from '../targets/ledger.dto.js';
import { groupsOf, type Plan } from '../targets/plan.js';
import type { WarningResponse } from './warning.dto.js';

/** What is known of an audience when it has been counted. */
export interface CountedAudience {
  readonly definition: AudienceDefinition;
  readonly plan: Plan;
  readonly ledger: Ledger;
  /** Of each source: how many it brings in, and nothing keeps out, who are not active. */
  readonly inactive: readonly number[];
}

/** What is odd about an audience, by the numbers of its ledger. */
export function audienceWarnings(audience: CountedAudience, catalogue: Catalogue): WarningResponse[] {
  return [
    ...bothWays(audience),
    ...sourceWarnings(audience),
    ...exclusionWarnings(audience),
    ...consentWarnings(audience, catalogue),
  ];
}

function sourceWarnings({ plan, ledger, inactive }: CountedAudience): WarningResponse[] {
  const { joined } = groupsOf(plan);
  return ledger.sources.flatMap((source, position) => {
    const { path } = plan.sources[position]!.rule;
    const name = inWords(source);
    if (source.kind === 'all') return [everyone(source)];
    const isAlone = ledger.sources.length === 1;
    const found: WarningResponse[] = [];
    const warn = (code: string, message: string) => found.push({ path, code, message });
    if (source.count === 0)
      warn(
        'adds_nobody',
        joined.length > 1 && joined.includes(position)
          ? `${name} holds nobody now, and a customer must be in all of the segments: they bring in nobody. Change its rules, or remove it.`
          : `${name} holds nobody now, so it brings in nobody. Check it, or remove it.`,
      );
    else if (!isAlone && joined.length === 0 && source.only_here === 0)
      warn(
        'adds_nobody',
        `${name} adds nobody: ${allOf(source.count)} in the other sources too. Remove it, or join the segments with AND if you mean those in all.`,
      );
    const sleeping = inactive[position]!;
    if (sleeping > 0)
      warn(
        'brings_in_inactive',
        `${name} brings in ${people(sleeping)} who ${sleeping === 1 ? 'is' : 'are'} not active. Add a rule about the status to keep them out, or leave it if you mean them.`,
      );
    return found;
  });
}

const everyone = ({ count }: LedgerSource): WarningResponse => ({
  ...{ path: 'include_segments', code: 'everyone' },
  message: `Nothing is included, so all ${people(count)} who are active are meant. Include a segment or a list, if you mean fewer.`,
});

function exclusionWarnings({ plan, ledger }: CountedAudience): WarningResponse[] {
  // Of nobody, nothing can be removed.
  if (ledger.included === 0) return [];
  const found = ledger.exclusions.flatMap((exclusion, position) => {
    // To keep out who does not consent is right also when all do.
    if (exclusion.kind === 'unsubscribed') return [];
    const { path } = plan.exclusions[position]!.rule;
    const name = inWords(exclusion);
    if (exclusion.alone === 0) {
      const message = `${name} keeps nobody out: none of the included is among them. Remove it, or check whether it is the one you mean.`;
      return [{ path, code: 'removes_nobody', message }];
    }
    if (exclusion.removed > 0) return [];
    const message = `${name} keeps nobody out that those before it do not: ${allOf(exclusion.alone)} out already. Remove it, unless you mean to be doubly sure.`;
    return [{ path, code: 'already_removed', message }];
  });
  return ledger.final === 0 ? [...found, nobodyLeft(ledger, plan)] : found;
}

function nobodyLeft(ledger: Ledger, plan: Plan): WarningResponse {
  const most = ledger.exclusions.reduce((a, b) => (b.removed > a.removed ? b : a));
  const { path } = plan.exclusions[ledger.exclusions.indexOf(most)]!.rule;
  const message = `All ${people(ledger.included)} that are included are kept out again, most of them by ${inWords(most)}. Remove an exclusion, or include others.`;
  return { path, code: 'nobody_left', message };
}

/** What is included and excluded at once brings in nobody: exclusion wins. */
function bothWays({ definition, plan }: CountedAudience): WarningResponse[] {
  const both = (kind: 'segment' | 'list', included: readonly number[], excluded: readonly number[]) =>
    included.flatMap((id, index) => {
      if (!excluded.includes(id)) return [];
      const { name } = plan.sources.find((source) => source.kind === kind && source.id === id)!;
      const message = `The ${kind} “${name}” is included and excluded. Exclusion wins, so it brings in nobody. Remove it from one of the two.`;
      return [{ path: `include_${kind}s[${index}]`, code: 'included_and_excluded', message }];
    });
  return [
    ...both('segment', definition.includeSegments, definition.excludeSegments),
    ...both('list', definition.includeLists, definition.excludeLists),
  ];
}

function consentWarnings({ definition, ledger }: CountedAudience, { consent }: Catalogue): WarningResponse[] {
  if (!consent || definition.excludeUnsubscribed || ledger.final === 0) return [];
  const message = `Customers who have not consented would be reached, too. Turn exclude_unsubscribed on, unless this must reach everyone.`;
  return [{ path: 'exclude_unsubscribed', code: 'includes_unsubscribed', message }];
}

const allOf = (count: number) => (count === 1 ? 'its one customer is' : `all ${people(count)} of it are`);

const people = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'customer' : 'customers'}`;

function inWords({ kind, name, ...more }: LedgerSource | LedgerExclusion): string {
  switch (kind) {
    case 'segment':
    case 'list':
      return `The ${kind} “${name}”`;
    case 'unsubscribed':
      return 'Being unsubscribed';
    case 'contacted':
      return 'within_days' in more
        ? `Having been contacted in the last ${more.within_days === 1 ? 'day' : `${more.within_days} days`}`
        : 'Having been contacted by these campaigns';
    default:
      return 'The selection by hand';
  }
}
