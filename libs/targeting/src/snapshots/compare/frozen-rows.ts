import type { View } from '../../host/consistent-read.js';
import { quoteIdentifier, quoteTable } from '../../rules/index.js';
import { frozenHash } from '../frozen-hash.js';

/** What is kept of a snapshot's customers. */
export interface FrozenRows {
  readonly members: number;
  /** Over the keys of the members, computed anew. */
  readonly sha256: string;
  /** Members who are no customers any more. */
  readonly membersGone: number;
  readonly excludedGone: number;
}

/** Reads the rows of a snapshot once more. */
export async function readFrozenRows(
  snapshotId: number,
  { manager, catalogue: { customer } }: View,
): Promise<FrozenRows> {
  const isGone = `NOT EXISTS (SELECT FROM ${quoteTable(customer.table)} c WHERE c.${quoteIdentifier(customer.keyColumn)} = s.customer_id)`;
  const [row] = await manager.query<[FrozenRows]>(
    `SELECT count(*)::int AS members, (count(*) FILTER (WHERE ${isGone}))::int AS "membersGone",
       ${frozenHash(customer)} AS sha256,
       (SELECT count(*)::int FROM targeting.snapshot_excluded s WHERE s.snapshot_id = $1 AND ${isGone}) AS "excludedGone"
     FROM targeting.snapshot_members s WHERE s.snapshot_id = $1`,
    [snapshotId],
  );
  return row;
}
