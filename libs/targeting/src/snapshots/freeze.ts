import type { CompiledPlan } from '../targets/compiled-plan.js';
import { ledgerColumns, ledgerOf, numbersOfRow } from '../targets/ledger.js';
import type { Ledger } from '../targets/ledger.dto.js';
import type { EntityManager } from 'typeorm';

export interface Frozen {
  ledger: Ledger;
  sha256: string;
}

/**
 * Writes members with their sources, the excluded with their reason, and for a send the contacts: one statement, so that
 * ledger, snapshot, hash and contact log cannot differ.
 */
export async function freeze(
  plan: CompiledPlan,
  snapshotId: number,
  contact: { campaignId: string; at: Date } | undefined,
  manager: EntityManager,
): Promise<Frozen> {
  const { writer, flags, firstExclusion: reason } = plan;
  const id = writer.param(snapshotId, 'integer');
  const contacts =
    contact &&
    `, contacted AS (INSERT INTO targeting.contacts (customer_id, campaign_id, contacted_at, snapshot_id)
       SELECT customer_id, ${writer.param(contact.campaignId, 'text')}, ${writer.instant(contact.at.getTime())}, ${id} FROM members)`;
  const [row] = await manager.query<(Record<string, number> & { sha256: string })[]>(
    `WITH flags AS MATERIALIZED (${flags}),
       members AS (INSERT INTO targeting.snapshot_members (customer_id, snapshot_id, sources)
         SELECT key, ${id}, ${plan.sourcePositions} FROM flags WHERE ${plan.included} AND ${reason} IS NULL RETURNING customer_id),
       excluded AS (INSERT INTO targeting.snapshot_excluded (customer_id, snapshot_id, reason)
         SELECT key, ${id}, ${reason} FROM flags WHERE ${plan.included} AND ${reason} IS NOT NULL)${contacts ?? ''}
     SELECT ${ledgerColumns(plan)}, (${sha256Sql(plan)}) AS sha256 FROM (${plan.alike('flags')}) a`,
    writer.params,
  );
  return { ledger: ledgerOf(plan.plan, numbersOfRow(plan.plan, row!)), sha256: row!.sha256 };
}

/** Over the member ids in the order of their type; text by code point, so that no collation matters. */
function sha256Sql({ customer }: CompiledPlan): string {
  const order = customer.keyType === 'text' ? 'customer_id COLLATE "C"' : 'customer_id';
  return `SELECT encode(sha256(convert_to(coalesce(string_agg(customer_id::text, E'\\n' ORDER BY ${order}), ''), 'UTF8')), 'hex') FROM members`;
}
