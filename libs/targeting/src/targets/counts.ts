import type { Bits } from '../engine/bits.js';
import { readBits } from '../engine/read-leaf.js';
import { assignOrdinals, chooseOrdinals } from '../engine/ordinals.js';
import type { View } from '../host/consistent-read.js';
import type { Group, Key, Rule } from '../rules/index.js';
import { countRules, type RuleCounts } from '../segments/rule-counts.js';
import { CompiledPlan } from './compiled-plan.js';
import { type Difference, findDifference } from './difference.js';
import type { Ledger } from './ledger.dto.js';
import { ledgerColumns, ledgerOf, numbersOfRow } from './ledger.js';
import type { MemberResponse } from './member.dto.js';
import { countInactive } from './inactive.js';
import { countMembers, sampleMembers } from './members.js';
import type { Plan } from './plan.js';
import { countRegions, countShared, type Region, type Shared } from './regions.js';

/** A plan, and the campaign whose own contacts do not count. */
export interface CountedPlan {
  readonly plan: Plan;
  readonly campaignId?: string | undefined;
}

/** Members by their numbers. */
export interface NumberedMembers {
  readonly bits: Bits;
  /** Whether the numbers are the keys themselves; else those of `targeting.ordinals`. */
  readonly areKeys: boolean;
}

/** What is counted and shown of a plan or a tree; however it is found, it is the same. */
export interface Counts {
  ledger(counted: CountedPlan): Promise<Ledger>;
  /** The final count of the ledger. */
  members(counted: CountedPlan): Promise<number>;
  /** The same of several, each by itself. */
  sizes(counted: readonly CountedPlan[]): Promise<number[]>;
  rules(tree: Group): Promise<RuleCounts>;
  /** Of each source: how many of the members that it names are not active. */
  inactive(counted: CountedPlan): Promise<number[]>;
  /** Some members. */
  sample(counted: CountedPlan): Promise<MemberResponse[]>;
  /** The next so many members after a key, by key; undefined where memory does not know them in this order. */
  page(counted: CountedPlan, after: Key | undefined, most: number): Promise<MemberResponse[] | undefined>;
  /** Who is in exactly these and no other of the rules: every combination that somebody is in, in a fixed order. */
  regions(rules: readonly Rule[]): Promise<Region[]>;
  /** How many each of the others holds for, and how many of them the rule holds for, too. */
  shared(rule: Rule, others: readonly Rule[]): Promise<Shared[]>;
  /** Members of the second who are none of the first, and the other way round. */
  difference(before: CountedPlan, after: CountedPlan): Promise<Difference>;
  /** All members. */
  numbered(counted: CountedPlan): Promise<NumberedMembers>;
}

/** By SQL, at whatever moment the view has. */
export class SqlCounts implements Counts {
  /** Of the plans that were counted. */
  private readonly finals = new Map<CountedPlan, number>();

  constructor(private readonly view: View) {}

  /** In one statement. */
  async ledger(counted: CountedPlan): Promise<Ledger> {
    const { plan, campaignId } = counted;
    const compiled = new CompiledPlan(plan, { ...this.view, campaignId });
    const [row] = await this.view.manager.query<Record<string, number>[]>(
      `SELECT ${ledgerColumns(compiled)} FROM (${compiled.alike(`(${compiled.flags})`)}) a`,
      compiled.writer.params,
    );
    const ledger = ledgerOf(plan, numbersOfRow(plan, row!));
    this.finals.set(counted, ledger.final);
    return ledger;
  }

  members(counted: CountedPlan): Promise<number> {
    return countMembers(counted, this.view);
  }

  async sizes(counted: readonly CountedPlan[]): Promise<number[]> {
    const sizes: number[] = [];
    for (const each of counted) sizes.push(await this.members(each));
    return sizes;
  }

  rules(tree: Group): Promise<RuleCounts> {
    return countRules(tree, this.view);
  }

  inactive({ plan, campaignId }: CountedPlan): Promise<number[]> {
    return countInactive(new CompiledPlan(plan, { ...this.view, campaignId }), this.view);
  }

  sample(counted: CountedPlan): Promise<MemberResponse[]> {
    const { plan, campaignId } = counted;
    const compiled = new CompiledPlan(plan, { ...this.view, campaignId });
    return sampleMembers(compiled, this.view.manager, this.finals.get(counted));
  }

  page(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  regions(rules: readonly Rule[]): Promise<Region[]> {
    return countRegions(rules, this.view);
  }

  shared(rule: Rule, others: readonly Rule[]): Promise<Shared[]> {
    return countShared(rule, others, this.view);
  }

  difference(before: CountedPlan, after: CountedPlan): Promise<Difference> {
    return findDifference(before, after, this.view);
  }

  /** Customers who have no number yet get one. */
  async numbered({ plan, campaignId }: CountedPlan): Promise<NumberedMembers> {
    const { manager, catalogue } = this.view;
    const compiled = new CompiledPlan(plan, { ...this.view, campaignId });
    const ordinals = await chooseOrdinals(catalogue.customer, manager);
    if (!ordinals.areKeys) await assignOrdinals(catalogue.customer, manager);
    const bits = await readBits(
      catalogue.customer,
      compiled.memberFilter(),
      compiled.writer,
      ordinals,
      manager,
    );
    return { bits, areKeys: ordinals.areKeys };
  }
}
