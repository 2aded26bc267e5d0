import type { View } from '../../host/consistent-read.js';
import { type Key, SqlWriter } from '../../rules/index.js';

/** SQL that selects `customer_id` of each member once, by a writer that it shares with the other set. */
export type MembersSql = (writer: SqlWriter) => string;

/** How one set of members differs from another. */
export interface Moved {
  /** Only in the second. */
  readonly entered: number;
  /** Only in the first. */
  readonly left: number;
  readonly stayed: number;
  /** Those with the lowest keys. */
  readonly firstEntered: readonly Key[];
  readonly firstLeft: readonly Key[];
}

const most = 10;

/**
 * Compares two sets of members. They are grouped, not joined: so it takes one pass over both, whatever the planner thinks of
 * their sizes.
 */
export async function compareMembers(
  before: MembersSql,
  after: MembersSql,
  { manager, catalogue: { customer } }: View,
): Promise<Moved> {
  const writer = new SqlWriter();
  const first = (condition: string) =>
    `ARRAY(SELECT customer_id FROM moved WHERE ${condition}
       ORDER BY customer_id${customer.keyType === 'text' ? ' COLLATE "C"' : ''} LIMIT ${most})`;
  const [row] = await manager.query<[Moved]>(
    `WITH moved AS MATERIALIZED (
       SELECT customer_id, bool_or(is_before) AS is_before, bool_or(is_after) AS is_after
       FROM (SELECT customer_id, true AS is_before, false AS is_after FROM (${before(writer)}) b
             UNION ALL SELECT customer_id, false, true FROM (${after(writer)}) a) u GROUP BY customer_id)
     SELECT count(*) FILTER (WHERE NOT is_before)::int AS entered, count(*) FILTER (WHERE NOT is_after)::int AS "left",
       count(*) FILTER (WHERE is_before AND is_after)::int AS stayed,
       ${first('NOT is_before')} AS "firstEntered", ${first('NOT is_after')} AS "firstLeft" FROM moved`,
    writer.params,
  );
  return row;
}

/** How many are in a set of members. */
export async function countOfMembers(members: MembersSql, { manager }: View): Promise<number> {
  const writer = new SqlWriter();
  const [{ count }] = await manager.query<[{ count: number }]>(
    `SELECT count(*)::int AS count FROM (${members(writer)}) m`,
    writer.params,
  );
  return count;
}
