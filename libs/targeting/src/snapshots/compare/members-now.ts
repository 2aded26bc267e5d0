import { explainPlan } from '../../explain/explain-plan.js';
import { loadPerson } from '../../explain/load-person.js';
import type { View } from '../../host/consistent-read.js';
import { type Key, quoteTable } from '../../rules/index.js';
import { CompiledPlan } from '../../targets/compiled-plan.js';
import type { CountedPlan } from '../../targets/counts.js';
import type { MembersSql } from './compare-members.js';
import type { Reasons } from './reasons.js';

/** Whoever a plan makes a member, at the moment of the view. */
export const membersNow =
  ({ plan, campaignId }: CountedPlan, view: View): MembersSql =>
  (writer) => {
    const compiled = new CompiledPlan(plan, { ...view, campaignId }, writer);
    return `SELECT ${compiled.key} AS customer_id FROM ${quoteTable(compiled.customer.table)} c WHERE ${compiled.memberFilter()}`;
  };

/** Why they are members of a plan, or are not. */
export const reasonsNow =
  ({ plan, campaignId }: CountedPlan, view: View): Reasons =>
  async (keys) => {
    const rules = [...plan.sources, ...plan.exclusions].map(({ rule }) => rule);
    const reasons = new Map<Key, string>();
    for (const key of keys) {
      const person = await loadPerson(key, rules, view);
      if (person) reasons.set(key, explainPlan(plan, person, { moment: view.moment, campaignId }).reason);
    }
    return reasons;
  };
