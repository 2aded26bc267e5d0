import type { View } from '../host/consistent-read.js';
import { type Group, quoteIdentifier, quoteTable, type Rule } from '../rules/index.js';
import type { RuleCount, RuleCounts } from '../segments/rule-counts.js';
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
import {
  and,
  andNot,
  type Bits,
  count,
  countAnd,
  countAndNot,
  countRegions,
  has,
  or,
  ordinalsOf,
} from './bits.js';
import type { Leaf } from './leaf.js';
import type { MembershipCache } from './membership-cache.js';
import type { EngineMetrics } from './metrics.js';
import type { Ordinals } from './ordinals.js';
import { RuleBits } from './rule-bits.js';

/** Sets of a plan: each source, whoever is brought in, each exclusion, and who remains. */
interface PlanBits {
  readonly sources: readonly Bits[];
  readonly included: Bits;
  readonly exclusions: readonly Bits[];
  readonly final: Bits;
}

/** Counts by the sets that are kept in memory, in the transaction in which they were brought up to date. */
export class BitCounts implements Counts {
  /** Of the plans asked about: several things are asked of one. */
  private readonly known = new Map<CountedPlan, PlanBits>();

  constructor(
    private readonly view: View,
    private readonly cache: MembershipCache,
    private readonly ordinals: Ordinals,
    private readonly metrics: EngineMetrics,
  ) {}

  async ledger(counted: CountedPlan): Promise<Ledger> {
    const { plan } = counted;
    const { catalogue } = this.view;
    const also = mayBeInactive(plan, catalogue) ? [activeRule(catalogue)] : [];
    return ledgerOf(plan, numbersOf(await this.bits(counted, also)));
  }

  async inactive(counted: CountedPlan): Promise<number[]> {
    const { plan } = counted;
    const { sources, final } = await this.bits(counted);
    if (!mayBeInactive(plan, this.view.catalogue)) return sources.map(() => 0);
    const rules = this.ruleBits();
    const active = activeRule(this.view.catalogue);
    await this.bring(rules.leavesOf([active]));
    const sleeping = andNot(final, rules.of(active));
    return sources.map((source) => countAnd(source, sleeping));
  }

  async members(counted: CountedPlan): Promise<number> {
    return count((await this.bits(counted)).final);
  }

  /** All are brought up to date at once, but only one at a time is held in memory. */
  async sizes(counted: readonly CountedPlan[]): Promise<number[]> {
    const sizes: number[] = [];
    for (const { final } of await this.planned(counted)) sizes.push(count(final));
    return sizes;
  }

  async rules(tree: Group): Promise<RuleCounts> {
    const rules = this.ruleBits();
    await this.bring(rules.leavesOf([tree]));
    return { ...countTree(tree, rules), total: count(rules.everyoneBits()) };
  }

  /** Those with the lowest ordinals. */
  async sample(counted: CountedPlan, most = 10): Promise<MemberResponse[]> {
    const { plan } = counted;
    const { sources, final } = await this.bits(counted);
    const rows = await this.customers(take(ordinalsOf(final), most));
    return rows.map(({ ordinal, ...row }) => {
      const brought = bringsIn(
        plan,
        sources.map((source) => has(source, ordinal)),
      );
      return { ...row, sources: plan.sources.filter((_, position) => brought[position]).map(sourceName) };
    });
  }

  async regions(rules: readonly Rule[]): Promise<Region[]> {
    const counts = countRegions(await this.sets(rules));
    return [...counts].map((size, mask) => regionOf(mask, size)).filter((region) => region.count > 0);
  }

  async shared(rule: Rule, others: readonly Rule[]): Promise<Shared[]> {
    const rules = this.ruleBits();
    await this.bring(rules.leavesOf([rule, ...others]));
    const own = rules.of(rule);
    return others.map((other) => {
      const bits = rules.of(other);
      return { count: count(bits), both: countAnd(own, bits) };
    });
  }

  /** With the lowest ordinals of each. */
  async difference(before: CountedPlan, after: CountedPlan): Promise<Difference> {
    const [{ final: was }, { final: is }] = [...(await this.planned([before, after]))] as [
      PlanBits,
      PlanBits,
    ];
    const [entering, leaving] = [andNot(is, was), andNot(was, is)];
    const shown = async (bits: Bits): Promise<PersonResponse[]> =>
      (await this.customers(take(ordinalsOf(bits), shownOfDifference))).map(personOf);
    return {
      entering: count(entering),
      leaving: count(leaving),
      enteringSample: await shown(entering),
      leavingSample: await shown(leaving),
    };
  }

  private customers(ordinals: readonly number[]): Promise<(PersonResponse & { ordinal: number })[]> {
    if (ordinals.length === 0) return Promise.resolve([]);
    const { customer } = this.view.catalogue;
    return this.view.manager.query(
      `SELECT ${customerColumns(customer)}, ${this.ordinals.sql} AS ordinal FROM ${quoteTable(customer.table)} c ${this.ordinals.join}
         WHERE ${this.ordinals.areKeys ? `c.${quoteIdentifier(customer.keyColumn)}` : 'o.ordinal'} = ANY($1::integer[]) ORDER BY ordinal`,
      [ordinals],
    );
  }

  /** A copy, since a set that is a rule's own goes on changing with it. */
  async numbered(counted: CountedPlan): Promise<NumberedMembers> {
    return { bits: (await this.bits(counted)).final.slice(), areKeys: this.ordinals.areKeys };
  }

  /** @param also what will be asked for, too: it is brought with the rest */
  private async bits(counted: CountedPlan, also: readonly Rule[] = []): Promise<PlanBits> {
    const known = this.known.get(counted);
    if (known) return known;
    const { plan, campaignId } = counted;
    const rules = this.ruleBits(campaignId);
    await this.bring(rules.leavesOf([...rulesOf(plan), ...also]));
    const bits = planBits(plan, rules);
    this.known.set(counted, bits);
    return bits;
  }

  /** What the plans need is brought up to date at once; their sets are computed one by one, as they are asked for. */
  private async planned(counted: readonly CountedPlan[]): Promise<Iterable<PlanBits>> {
    const plans = counted.map(({ plan, campaignId }) => ({ plan, rules: this.ruleBits(campaignId) }));
    await this.bring(plans.flatMap(({ plan, rules }) => rules.leavesOf(rulesOf(plan))));
    return {
      *[Symbol.iterator]() {
        for (const { plan, rules } of plans) yield planBits(plan, rules);
      },
    };
  }

  private ruleBits(campaignId?: string): RuleBits {
    const { catalogue, moment } = this.view;
    const context = { customer: catalogue.customer, timeZone: moment.timeZone, campaignId };
    return new RuleBits(context, (leaf) => this.cache.bitsOf(leaf));
  }

  private async sets(needed: readonly Rule[]): Promise<Bits[]> {
    const rules = this.ruleBits();
    await this.bring(rules.leavesOf(needed));
    return needed.map((rule) => rules.of(rule));
  }

  private bring(needed: readonly Leaf[]): Promise<void> {
    const leaves = [...new Map(needed.map((leaf) => [leaf.key, leaf])).values()];
    const found = leaves.filter((leaf) => this.cache.has(leaf)).length;
    this.metrics.leaves.inc({ found: 'true' }, found);
    this.metrics.leaves.inc({ found: 'false' }, leaves.length - found);
    return this.cache.bring(leaves, this.view.moment.now, this.view.manager);
  }
}

function planBits(plan: Plan, rules: RuleBits): PlanBits {
  const sources = plan.sources.map(({ rule }) => rules.of(rule));
  const exclusions = plan.exclusions.map(({ rule }) => rules.of(rule));
  const { joined, single } = groupsOf(plan);
  const alternatives = single.map((position) => sources[position]!);
  if (joined.length > 0) alternatives.push(joined.map((position) => sources[position]!).reduce(and));
  const included = alternatives.reduce(or);
  return { sources, included, exclusions, final: exclusions.reduce(andNot, included) };
}

function numbersOf({ sources, included, exclusions, final }: PlanBits): LedgerNumbers {
  let once = sources[0]!;
  let twice: Bits | undefined;
  for (const source of sources.slice(1)) {
    const again = and(once, source);
    twice = twice ? or(twice, again) : again;
    once = or(once, source);
  }
  let remaining = included;
  return {
    sources: sources.map((source) => ({
      count: count(source),
      onlyHere: twice ? countAndNot(source, twice) : count(source),
    })),
    distinct: count(once),
    included: count(included),
    exclusions: exclusions.map((exclusion) => {
      const line = { alone: countAnd(included, exclusion), removed: countAnd(remaining, exclusion) };
      remaining = andNot(remaining, exclusion);
      return line;
    }),
    final: count(final),
  };
}

/** Group by group from the root, as the rules stand in it. */
function countTree(tree: Group, rules: RuleBits): Pick<RuleCounts, 'count' | 'rules'> {
  const counted: RuleCount[] = [];
  const visit = (group: Group): void => {
    const combine = group.logic === 'AND' ? and : or;
    let running: Bits | undefined;
    for (const rule of group.rules) {
      const own = rules.of(rule);
      running = running ? combine(running, own) : own;
      counted.push({ path: rule.path, count: count(own), running: count(running) });
    }
    for (const rule of group.rules) if (rule.kind === 'group') visit(rule);
  };
  visit(tree);
  return { count: count(rules.of(tree)), rules: counted };
}

function take<T>(items: Iterable<T>, most: number): T[] {
  const taken: T[] = [];
  for (const item of items) {
    if (taken.length >= most) break;
    taken.push(item);
  }
  return taken;
}
