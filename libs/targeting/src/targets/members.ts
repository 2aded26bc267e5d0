import type { EntityManager } from 'typeorm';
import type { View } from '../host/consistent-read.js';
import type { Statement } from '../host/prepared.js';
import type { KeysetPage, KeysetQuery } from '../http/page.dto.js';
import { quoteTable } from '../rules/index.js';
import { cheapest } from './cheapest.js';
import { CompiledPlan } from './compiled-plan.js';
import type { CountedPlan, Counts } from './counts.js';
import { customerColumns, searchSql } from './customer-sql.js';
import { KeysetOrder } from './keyset-order.js';
import type { MemberResponse } from './member.dto.js';
import { bringsInSql, sourceName } from './plan.js';

/** The first members, by key. @param total how many there are, if that is known */
export const sampleMembers = (
  plan: CompiledPlan,
  manager: EntityManager,
  total = 0,
): Promise<MemberResponse[]> =>
  queryMembers(plan, manager, plan.memberFilter({ rowByRow: total >= many }), `ORDER BY ${plan.key}`, 10);

/** How many members there are. */
export async function countMembers(counted: CountedPlan, view: View): Promise<number> {
  const forms = [{}, { hashed: true }].map((how) => {
    const plan = compiled(counted, view);
    return countStatement(plan, plan.memberFilter(how));
  });
  return totalOf(await cheapest(forms, view.manager), view);
}

const countStatement = ({ customer, writer }: CompiledPlan, filter: string): Statement => ({
  text: `SELECT count(*)::int AS total FROM ${quoteTable(customer.table)} c WHERE ${filter}`,
  values: writer.params,
});

async function totalOf({ text, values }: Statement, { manager }: View): Promise<number> {
  const [{ total }] = await manager.query<[{ total: number }]>(text, [...values]);
  return total;
}

/** From this many members on, the first rows of a page are soon found one by one. */
const many = 10_000;

/** A page of members by key, searched and sorted. */
export async function pageMembers(
  counted: CountedPlan,
  query: KeysetQuery,
  view: View & { readonly counts: Counts },
): Promise<KeysetPage<MemberResponse>> {
  const order = new KeysetOrder(view.catalogue.customer, query);
  const { total, rows } = query.q
    ? await searched(counted, query.q, order, view)
    : await unsearched(counted, order, view);
  const data = rows.slice(0, order.limit);
  return { data, total, next: rows.length > order.limit ? order.cursor(data.at(-1)!) : null };
}

interface Rows {
  readonly total: number;
  /** One more than the page has, where there are more. */
  readonly rows: MemberResponse[];
}

async function unsearched(
  counted: CountedPlan,
  order: KeysetOrder,
  view: View & { readonly counts: Counts },
): Promise<Rows> {
  const total = await view.counts.members(counted);
  const known = order.isAscendingByKey && (await view.counts.page(counted, order.keyAfter, order.limit + 1));
  return { total, rows: known || (await ordered(compiled(counted, view), order, view, [], total)) };
}

async function searched(counted: CountedPlan, text: string, order: KeysetOrder, view: View): Promise<Rows> {
  const plan = compiled(counted, view);
  const search = searchSql(plan.customer, text, plan.writer);
  const filter = [plan.memberFilter(), ...search].join(' AND ');
  const total = await totalOf(countStatement(plan, filter), view);
  return { total, rows: await ordered(plan, order, view, search, total) };
}

const compiled = ({ plan, campaignId }: CountedPlan, view: View): CompiledPlan =>
  new CompiledPlan(plan, { ...view, campaignId });

function ordered(
  plan: CompiledPlan,
  order: KeysetOrder,
  { manager }: View,
  search: readonly string[],
  total: number,
): Promise<MemberResponse[]> {
  const filter = plan.memberFilter({ rowByRow: total >= many && order.isByKey });
  const conditions = [filter, ...search, ...order.after(plan.writer)];
  return queryMembers(plan, manager, conditions.join(' AND '), order.sql, order.limit + 1);
}

async function queryMembers(
  plan: CompiledPlan,
  manager: EntityManager,
  filter: string,
  order: string,
  limit: number,
): Promise<MemberResponse[]> {
  const { customer } = plan;
  // Few are asked, so nothing is gathered beforehand for all.
  const sources = plan.plan.sources.map(({ rule }) => plan.compile(rule, true));
  const flags = bringsInSql(plan.plan, sources).map(
    (condition, position) => `, ${condition} AS s${position}`,
  );
  // The page is cut first, so that the sources are asked of its customers only.
  const page = `SELECT * FROM ${quoteTable(customer.table)} c WHERE ${filter} ${order} LIMIT ${limit}`;
  const rows = await manager.query<(MemberResponse & Record<string, unknown>)[]>(
    `SELECT ${customerColumns(customer)}${flags.join('')} FROM (${page}) c ${order}`,
    plan.writer.params,
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    sources: plan.plan.sources.filter((_, position) => row[`s${position}`]).map(sourceName),
  }));
}
