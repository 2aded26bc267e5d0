import type { CompiledPlan } from '../targets/compiled-plan.js';
import { ledgerColumns, ledgerOf, numbersOfRow } from '../targets/ledger.js';
import type { Ledger } from '../targets/ledger.dto.js';
import type { EntityManager } from 'typeorm';
import { frozenHash } from './frozen-hash.js';

export interface Frozen {
  ledger: Ledger;
  sha256: string;
}

/** That the members get a campaign. */
export interface Contact {
  campaignId: string;
  at: Date;
}

/**
 * Writes members with their sources, the excluded with their reason, and for a send the contacts. Who they are is asked once, with
 * the ledger; hash and contacts are made of the members that are written, so that none of it can differ.
 */
export async function freeze(
  plan: CompiledPlan,
  snapshotId: number,
  contact: Contact | undefined,
  manager: EntityManager,
): Promise<Frozen> {
  const ledger = await writeRows(plan, snapshotId, manager);
  if (contact) await noteContacts(snapshotId, contact, manager);
  const [{ sha256 }] = await manager.query<[{ sha256: string }]>(
    `SELECT ${frozenHash(plan.customer)} AS sha256 FROM targeting.snapshot_members s WHERE s.snapshot_id = $1`,
    [snapshotId],
  );
  return { ledger, sha256 };
}

async function writeRows(plan: CompiledPlan, snapshotId: number, manager: EntityManager): Promise<Ledger> {
  const { writer, flags, firstExclusion: reason } = plan;
  const id = writer.param(snapshotId, 'integer');
  const [row] = await manager.query<Record<string, number>[]>(
    `WITH flags AS MATERIALIZED (${flags}),
       members AS (INSERT INTO targeting.snapshot_members (customer_id, snapshot_id, sources)
         SELECT key, ${id}, ${plan.sourcePositions} FROM flags WHERE ${plan.included} AND ${reason} IS NULL),
       excluded AS (INSERT INTO targeting.snapshot_excluded (customer_id, snapshot_id, reason)
         SELECT key, ${id}, ${reason} FROM flags WHERE ${plan.included} AND ${reason} IS NOT NULL)
     SELECT ${ledgerColumns(plan)} FROM (${plan.alike('flags')}) a`,
    writer.params,
  );
  return ledgerOf(plan.plan, numbersOfRow(plan.plan, row!));
}

const noteContacts = (snapshotId: number, { campaignId, at }: Contact, manager: EntityManager) =>
  manager.query(
    `INSERT INTO targeting.contacts (customer_id, campaign_id, contacted_at, snapshot_id)
     SELECT customer_id, $2::text, $3::timestamptz, snapshot_id FROM targeting.snapshot_members WHERE snapshot_id = $1`,
    [snapshotId, campaignId, at],
  );
