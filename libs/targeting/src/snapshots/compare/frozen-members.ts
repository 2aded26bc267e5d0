import { broughtInBy, keptOutBy, type NamedPart } from '../../explain/place-in-words.js';
import type { View } from '../../host/consistent-read.js';
import { describeRule, type Key, type Moment, windowOf } from '../../rules/index.js';
import type { LedgerExclusion } from '../../targets/ledger.dto.js';
import type { SnapshotEntity } from '../snapshot.entity.js';
import type { MembersSql } from './compare-members.js';
import type { Reasons } from './reasons.js';

/** Whoever a snapshot holds. */
export const frozenMembers =
  (snapshotId: number): MembersSql =>
  (writer) =>
    `SELECT customer_id FROM targeting.snapshot_members WHERE snapshot_id = ${writer.param(snapshotId, 'integer')}`;

/** Why a snapshot holds them, or does not: as it was when it was taken. */
export const frozenReasons =
  (snapshot: SnapshotEntity, { manager, catalogue: { customer } }: View): Reasons =>
  async (keys) => {
    const { ledger, definition, takenAt } = snapshot;
    const moment = { now: takenAt.getTime(), timeZone: definition.time_zone };
    const parameters = [snapshot.id, keys];
    const members = await manager.query<{ id: Key; sources: number[] }[]>(
      `SELECT customer_id AS id, sources FROM targeting.snapshot_members
         WHERE snapshot_id = $1 AND customer_id = ANY($2::${customer.keyType}[])`,
      parameters,
    );
    const excluded = await manager.query<{ id: Key; reason: number }[]>(
      `SELECT customer_id AS id, reason FROM targeting.snapshot_excluded
         WHERE snapshot_id = $1 AND customer_id = ANY($2::${customer.keyType}[])`,
      parameters,
    );
    return new Map([
      ...members.map(({ id, sources }) => {
        const parts = sources.map((position) => ledger.sources[position]!);
        return [id, broughtInBy(parts)] as const;
      }),
      ...excluded.map(({ id, reason }) => {
        return [id, keptOutBy(namedExclusion(ledger.exclusions[reason]!, moment))] as const;
      }),
    ]);
  };

function namedExclusion({ within_days, campaigns, ...line }: LedgerExclusion, moment: Moment): NamedPart {
  if (line.kind !== 'contacted') return line;
  const rule = {
    kind: 'contacted' as const,
    negated: false,
    window: within_days === undefined ? undefined : windowOf({ last: within_days, unit: 'day' }),
    campaigns: campaigns?.map(String),
    path: '',
  };
  return { kind: line.kind, text: describeRule(rule, moment) };
}
