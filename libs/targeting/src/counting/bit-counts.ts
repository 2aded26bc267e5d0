import type { BlockCounts } from '../engine/block-counts.js';
import type { NumberedPerson } from '../engine/known-people.js';
import type { Leaf } from '../engine/leaf.js';
import { type MembershipCache, NotKept } from '../engine/membership-cache.js';
import type { Ordinals } from '../engine/ordinals.js';
import { RuleTerms } from '../engine/rule-terms.js';
import {
  and,
  andNot,
  count,
  countRegions,
  counts,
  holders,
  lowest,
  membersOf,
  or,
  type Term,
} from '../engine/terms.js';
import type { View } from '../host/consistent-read.js';
import { type Group, type Key, quoteIdentifier, quoteTable, type Rule } from '../rules/index.js';
import type { RuleCounts } from '../segments/rule-counts.js';
import type { CountedPlan, Counts, NumberedMembers } from '../targets/counts.js';
import { customerColumns } from '../targets/customer-sql.js';
import type { Ledger } from '../targets/ledger.dto.js';
import { ledgerOf, type LedgerNumbers } from '../targets/ledger.js';
import { mayBeInactive } from '../targets/inactive.js';
import { type Difference, shownOfDifference } from '../targets/difference.js';
import { type MemberResponse, personOf, type PersonResponse } from '../targets/member.dto.js';
import { activeRule } from '../targets/plan-audience.js';
import { bringsIn, groupsOf, type Plan, rulesOf, sourceName } from '../targets/plan.js';
import { type Region, regionOf, type Shared } from '../targets/regions.js';
import type { AskedLeaves } from './asked-leaves.js';

/** Terms of a plan: each source, whoever is brought in, each exclusion, and who remains. */
interface PlanTerms {
  readonly sources: readonly Term[];
  readonly included: Term;
  readonly exclusions: readonly Term[];
  /** Who is left before each exclusion, and in the end. */
  readonly left: readonly Term[];
  readonly final: Term;
}

/** Counts by the sets that are kept in memory, in the transaction in which they were brought up to date. */
export class BitCounts implements Counts {
  /** Of the plans asked about: several things are asked of one. */
  private readonly known = new Map<CountedPlan, PlanTerms>();

  constructor(
    private readonly view: View,
    private readonly cache: MembershipCache,
    private readonly ordinals: Ordinals,
    private readonly asked: AskedLeaves,
  ) {}

  async ledger(counted: CountedPlan): Promise<Ledger> {
    const { plan } = counted;
    const { catalogue } = this.view;
    const also = mayBeInactive(plan, catalogue) ? [activeRule(catalogue)] : [];
    const terms = await this.terms(counted, also);
    const numbers = this.cache.counts.counting(plan, ({ ledger }) => numbersOf(terms, ledger));
    return ledgerOf(plan, numbers);
  }

  async inactive(counted: CountedPlan): Promise<number[]> {
    const { plan } = counted;
    const { sources, final } = await this.terms(counted);
    if (!mayBeInactive(plan, this.view.catalogue)) return sources.map(() => 0);
    const rules = this.ruleTerms();
    const active = activeRule(this.view.catalogue);
    await this.bring(rules.leavesOf([active]));
    const sleeping = andNot(final, rules.of(active));
    const asleep = sources.map((source) => and(source, sleeping));
    return this.cache.counts.counting(plan, ({ inactive }) => counts(asleep, inactive));
  }

  async members(counted: CountedPlan): Promise<number> {
    return count((await this.terms(counted)).final);
  }

  /** All are brought up to date at once, but only one at a time is held in memory. */
  async sizes(counted: readonly CountedPlan[]): Promise<number[]> {
    const sizes: number[] = [];
    for (const { final } of await this.planned(counted)) sizes.push(count(final));
    return sizes;
  }

  async rules(tree: Group): Promise<RuleCounts> {
    const rules = this.ruleTerms();
    await this.bring(rules.leavesOf([tree]));
    return { ...countTree(tree, rules), total: count(rules.everyoneTerm()) };
  }

  /** Those with the lowest ordinals. */
  sample(counted: CountedPlan): Promise<MemberResponse[]> {
    return this.shown(counted, 0, 10, (ordinals) => this.customers(ordinals));
  }

  async page(
    counted: CountedPlan,
    after: Key | undefined,
    most: number,
  ): Promise<MemberResponse[] | undefined> {
    if (!this.ordinals.areKeys) return undefined;
    const from = after === undefined ? 0 : Number(after) + 1;
    return this.shown(counted, from, most, (ordinals) => this.readCustomers(ordinals));
  }

  /** The first so many with this ordinal or a higher one. */
  private async shown(
    counted: CountedPlan,
    from: number,
    most: number,
    read: (ordinals: readonly number[]) => Promise<NumberedPerson[]>,
  ): Promise<MemberResponse[]> {
    const { plan } = counted;
    const { sources, final } = await this.terms(counted);
    const ordinals = lowest(final, most, from);
    const held = new Map(holders(sources, ordinals).map((flags, index) => [ordinals[index], flags]));
    return (await read(ordinals)).map((person) => {
      const brought = bringsIn(plan, held.get(person.ordinal)!);
      return {
        ...personOf(person),
        sources: plan.sources.filter((_, position) => brought[position]).map(sourceName),
      };
    });
  }

  async regions(rules: readonly Rule[]): Promise<Region[]> {
    const terms = this.ruleTerms();
    await this.bring(terms.leavesOf(rules));
    const regions = countRegions(rules.map((rule) => terms.of(rule)));
    return [...regions].map((size, mask) => regionOf(mask, size)).filter((region) => region.count > 0);
  }

  async shared(rule: Rule, others: readonly Rule[]): Promise<Shared[]> {
    const rules = this.ruleTerms();
    await this.bring(rules.leavesOf([rule, ...others]));
    return others.map((other) => {
      const [count, both] = counts([rules.of(other), and(rules.of(rule), rules.of(other))]);
      return { count: count!, both: both! };
    });
  }

  /** With the lowest ordinals of each. */
  async difference(before: CountedPlan, after: CountedPlan): Promise<Difference> {
    const [{ final: was }, { final: is }] = [...(await this.planned([before, after]))] as [
      PlanTerms,
      PlanTerms,
    ];
    const moved = [andNot(is, was), andNot(was, is)] as const;
    const [entering, leaving] = counts(moved);
    const shown = async (term: Term): Promise<PersonResponse[]> =>
      (await this.customers(lowest(term, shownOfDifference))).map(personOf);
    return {
      entering: entering!,
      leaving: leaving!,
      enteringSample: await shown(moved[0]),
      leavingSample: await shown(moved[1]),
    };
  }

  /** Who was shown before is remembered. */
  private async customers(ordinals: readonly number[]): Promise<NumberedPerson[]> {
    const { people } = this.cache;
    const known = ordinals.map((ordinal) => people.get(ordinal));
    const missing = ordinals.filter((_, index) => !known[index]);
    const read = await this.readCustomers(missing);
    people.add(read);
    const byOrdinal = new Map(read.map((person) => [person.ordinal, person]));
    return ordinals.flatMap((ordinal, index) => known[index] ?? byOrdinal.get(ordinal) ?? []);
  }

  private readCustomers(ordinals: readonly number[]): Promise<NumberedPerson[]> {
    if (ordinals.length === 0) return Promise.resolve([]);
    const { customer } = this.view.catalogue;
    return this.view.manager.query(
      `SELECT ${customerColumns(customer)}, ${this.ordinals.sql} AS ordinal FROM ${quoteTable(customer.table)} c ${this.ordinals.join}
         WHERE ${this.ordinals.areKeys ? `c.${quoteIdentifier(customer.keyColumn)}` : 'o.ordinal'} = ANY($1::integer[]) ORDER BY ordinal`,
      [ordinals],
    );
  }

  async numbered(counted: CountedPlan): Promise<NumberedMembers> {
    return { bits: membersOf((await this.terms(counted)).final), areKeys: this.ordinals.areKeys };
  }

  /** @param also what will be asked for, too: it is brought with the rest */
  private async terms(counted: CountedPlan, also: readonly Rule[] = []): Promise<PlanTerms> {
    const known = this.known.get(counted);
    if (known) return known;
    const { plan, campaignId } = counted;
    const rules = this.ruleTerms(campaignId);
    await this.bring(rules.leavesOf([...rulesOf(plan), ...also]));
    const terms = planTerms(plan, rules);
    this.known.set(counted, terms);
    return terms;
  }

  /** What the plans need is brought up to date at once; their sets are computed one by one, as they are asked for. */
  private async planned(counted: readonly CountedPlan[]): Promise<Iterable<PlanTerms>> {
    const plans = counted.map(({ plan, campaignId }) => ({ plan, rules: this.ruleTerms(campaignId) }));
    await this.bring(plans.flatMap(({ plan, rules }) => rules.leavesOf(rulesOf(plan))));
    return {
      *[Symbol.iterator]() {
        for (const { plan, rules } of plans) yield planTerms(plan, rules);
      },
    };
  }

  private ruleTerms(campaignId?: string): RuleTerms {
    const { catalogue, moment } = this.view;
    const context = { customer: catalogue.customer, timeZone: moment.timeZone, campaignId };
    return new RuleTerms(context, (leaf) => this.cache.bitsOf(leaf));
  }

  private async bring(needed: readonly Leaf[]): Promise<void> {
    const leaves = [...new Map(needed.map((leaf) => [leaf.key, leaf])).values()];
    try {
      await this.cache.bring(leaves, this.view.moment.now, this.view.manager);
    } catch (error) {
      if (error instanceof NotKept) this.asked.count(error.leaves, false);
      throw error;
    }
    this.asked.count(leaves, true);
  }
}

function planTerms(plan: Plan, rules: RuleTerms): PlanTerms {
  const sources = plan.sources.map(({ rule }) => rules.of(rule));
  const exclusions = plan.exclusions.map(({ rule }) => rules.of(rule));
  const { joined, single } = groupsOf(plan);
  const alternatives = single.map((position) => sources[position]!);
  if (joined.length > 0) alternatives.push(joined.map((position) => sources[position]!).reduce(and));
  const included = alternatives.reduce(or);
  const left = [included];
  for (const exclusion of exclusions) left.push(andNot(left.at(-1)!, exclusion));
  return { sources, included, exclusions, left, final: left.at(-1)! };
}

/** Everything is counted in one pass. */
function numbersOf(
  { sources, included, exclusions, left, final }: PlanTerms,
  before: BlockCounts,
): LedgerNumbers {
  let once = sources[0]!;
  let twice: Term | undefined;
  for (const source of sources.slice(1)) {
    const again = and(once, source);
    twice = twice ? or(twice, again) : again;
    once = or(once, source);
  }
  const wanted = [
    ...[once, included, final],
    ...sources.flatMap((source) => [source, twice ? andNot(source, twice) : source]),
    ...exclusions.flatMap((exclusion, index) => [and(included, exclusion), and(left[index]!, exclusion)]),
  ];
  const numbers = counts(wanted, before);
  const [distinct, brought, remaining, ...pairs] = numbers as [number, number, number, ...number[]];
  const pair = (index: number): [number, number] => [pairs[2 * index]!, pairs[2 * index + 1]!];
  return {
    sources: sources.map((_, index) => {
      const [count, onlyHere] = pair(index);
      return { count, onlyHere };
    }),
    distinct,
    included: brought,
    exclusions: exclusions.map((_, index) => {
      const [alone, removed] = pair(sources.length + index);
      return { alone, removed };
    }),
    final: remaining,
  };
}

/** Group by group from the root, as the rules stand in it. */
function countTree(tree: Group, rules: RuleTerms): Pick<RuleCounts, 'count' | 'rules'> {
  const counted: { path: string; own: Term; running: Term }[] = [];
  const visit = (group: Group): void => {
    const combine = group.logic === 'AND' ? and : or;
    let running: Term | undefined;
    for (const rule of group.rules) {
      const own = rules.of(rule);
      running = running ? combine(running, own) : own;
      counted.push({ path: rule.path, own, running });
    }
    for (const rule of group.rules) if (rule.kind === 'group') visit(rule);
  };
  visit(tree);
  const [count, ...pairs] = counts([
    rules.of(tree),
    ...counted.flatMap(({ own, running }) => [own, running]),
  ]);
  return {
    count: count!,
    rules: counted.map(({ path }, index) => ({
      path,
      count: pairs[2 * index]!,
      running: pairs[2 * index + 1]!,
    })),
  };
}
