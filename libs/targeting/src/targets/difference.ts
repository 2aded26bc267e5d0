import type { View } from '../host/consistent-read.js';
import { quoteTable, SqlWriter } from '../rules/index.js';
import { CompiledPlan } from './compiled-plan.js';
import type { CountedPlan } from './counts.js';
import { customerColumns } from './customer-sql.js';
import { personOf, type PersonResponse } from './member.dto.js';

/** Who comes and who goes from one plan to another, with some of them. */
export interface Difference {
  readonly entering: number;
  readonly leaving: number;
  readonly enteringSample: readonly PersonResponse[];
  readonly leavingSample: readonly PersonResponse[];
}

/** How many are shown of each. */
export const shownOfDifference = 10;

interface Moved extends PersonResponse {
  isIn: boolean;
  /** Of those who moved the same way. */
  total: number;
}

/** In one statement over one pass of the customers; of each the first by key. */
export async function findDifference(
  before: CountedPlan,
  after: CountedPlan,
  view: View,
): Promise<Difference> {
  const writer = new SqlWriter();
  const compile = ({ plan, campaignId }: CountedPlan) =>
    new CompiledPlan(plan, { ...view, campaignId }, writer);
  const [was, is] = [compile(before), compile(after)];
  const { customer, key } = was;
  // OFFSET 0 keeps the planner from evaluating a condition once for each use of its flag.
  const flags = `SELECT c.*, ${was.member} AS "was in", ${is.member} AS "is in" FROM ${quoteTable(customer.table)} c OFFSET 0`;
  const moved = `SELECT ${customerColumns(customer)}, "is in" AS "isIn", count(*) OVER way ::int AS total,
      row_number() OVER (way ORDER BY ${key}) AS place
    FROM (${flags}) c WHERE "was in" <> "is in" WINDOW way AS (PARTITION BY "is in")`;
  const rows = await view.manager.query<Moved[]>(
    `SELECT id, name, email, "isIn", total FROM (${moved}) m WHERE place <= ${shownOfDifference} ORDER BY place`,
    writer.params,
  );
  const [entering, leaving] = [true, false].map((way) => rows.filter(({ isIn }) => isIn === way));
  return {
    entering: entering![0]?.total ?? 0,
    leaving: leaving![0]?.total ?? 0,
    enteringSample: entering!.map(personOf),
    leavingSample: leaving!.map(personOf),
  };
}
