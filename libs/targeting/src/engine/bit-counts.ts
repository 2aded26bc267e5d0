import type { View } from '../host/consistent-read.js';
import { type Group, quoteIdentifier, quoteTable, type Rule } from '../rules/index.js';
import type { RuleCount, RuleCounts } from '../segments/rule-counts.js';
import type { CountedPlan, Counts } from '../targets/counts.js';
import { customerColumns } from '../targets/customer-sql.js';
import type { Ledger } from '../targets/ledger.dto.js';
import { ledgerOf, type LedgerNumbers } from '../targets/ledger.js';
import type { MemberResponse } from '../targets/member.dto.js';
import { bringsIn, groupsOf, type Plan, sourceName } from '../targets/plan.js';
import { and, andNot, type Bits, count, countAnd, countAndNot, has, or, ordinalsOf } from './bits.js';
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
    return ledgerOf(counted.plan, numbersOf(await this.bits(counted)));
  }

  async members(counted: CountedPlan): Promise<number> {
    return count((await this.bits(counted)).final);
  }

  async rules(tree: Group): Promise<RuleCounts> {
    const rules = this.ruleBits();
    await this.bring(rules, [tree]);
    return { ...countTree(tree, rules), total: count(rules.everyoneBits()) };
  }

  /** Those with the lowest ordinals. */
  async sample(counted: CountedPlan, most = 10): Promise<MemberResponse[]> {
    const { plan } = counted;
    const { sources, final } = await this.bits(counted);
    const first = [...take(ordinalsOf(final), most)];
    const { customer } = this.view.catalogue;
    const rows = await this.view.manager.query<(MemberResponse & { ordinal: number })[]>(
      `SELECT ${customerColumns(customer)}, ${this.ordinals.sql} AS ordinal FROM ${quoteTable(customer.table)} c ${this.ordinals.join}
         WHERE ${this.ordinals.areKeys ? `c.${quoteIdentifier(customer.keyColumn)}` : 'o.ordinal'} = ANY($1::integer[]) ORDER BY ordinal`,
      [first],
    );
    return rows.map(({ ordinal, ...row }) => {
      const brought = bringsIn(
        plan,
        sources.map((source) => has(source, ordinal)),
      );
      return { ...row, sources: plan.sources.filter((_, position) => brought[position]).map(sourceName) };
    });
  }

  private async bits(counted: CountedPlan): Promise<PlanBits> {
    const known = this.known.get(counted);
    if (known) return known;
    const { plan, campaignId } = counted;
    const rules = this.ruleBits(campaignId);
    await this.bring(
      rules,
      [...plan.sources, ...plan.exclusions].map(({ rule }) => rule),
    );
    const bits = planBits(plan, rules);
    this.known.set(counted, bits);
    return bits;
  }

  private ruleBits(campaignId?: string): RuleBits {
    const { catalogue, moment } = this.view;
    const context = { customer: catalogue.customer, timeZone: moment.timeZone, campaignId };
    return new RuleBits(context, (leaf) => this.cache.bitsOf(leaf));
  }

  private bring(rules: RuleBits, needed: readonly Rule[]): Promise<void> {
    const leaves = rules.leavesOf(needed);
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

function* take<T>(items: Iterable<T>, most: number): Generator<T> {
  let taken = 0;
  for (const item of items) {
    if (taken++ >= most) return;
    yield item;
  }
}
