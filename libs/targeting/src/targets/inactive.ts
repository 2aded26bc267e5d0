import type { View } from '../host/consistent-read.js';
import { type Catalogue, quoteTable } from '../rules/index.js';
import type { CompiledPlan } from './compiled-plan.js';
import type { Plan } from './plan.js';
import { activeRule } from './plan-audience.js';

/** Whether a plan can have members who are not active: the base of all customers has none. */
export const mayBeInactive = ({ sources }: Plan, { active }: Catalogue): boolean =>
  active !== null && sources.some(({ kind }) => kind !== 'all');

/** Of each source: how many of the members that it names are not active. In one statement. */
export async function countInactive(compiled: CompiledPlan, { manager, catalogue }: View): Promise<number[]> {
  const { plan, customer, writer, sources } = compiled;
  if (!mayBeInactive(plan, catalogue)) return plan.sources.map(() => 0);
  const active = compiled.compile(activeRule(catalogue));
  const counts = sources.map((source) => `count(*) FILTER (WHERE ${source})`);
  const [row] = await manager.query<[{ counts: number[] }]>(
    `SELECT ARRAY[${counts.join(', ')}]::int[] AS counts FROM ${quoteTable(customer.table)} c
       WHERE NOT ${active} AND ${compiled.memberFilter()}`,
    writer.params,
  );
  return row.counts;
}
