import { Injectable } from '@nestjs/common';
import type { AudienceDefinition } from '../audiences/audience.entity.js';
import { AuditLog } from '../history/audit-log.js';
import type { View } from '../host/consistent-read.js';
import { idOnWire } from '../http/id.js';
import { CompiledPlan } from '../targets/compiled-plan.js';
import { type Target, TargetLoader } from '../targets/target-loader.js';
import { freeze } from './freeze.js';
import { inlineDefinition } from './inline-definition.js';
import { SnapshotEntity } from './snapshot.entity.js';

export interface SnapshotOrder {
  target: Target;
  definition: AudienceDefinition;
  /** The campaign that is being sent: its recipients go into the contact log too. */
  sentCampaignId?: string;
  /** A campaign whose own contacts do not count. */
  campaignId?: string | undefined;
  actor: string | null;
}

/** Takes snapshots, in the repeatable-read transaction of the view. */
@Injectable()
export class SnapshotWriter {
  constructor(
    private readonly targets: TargetLoader,
    private readonly audit: AuditLog,
  ) {}

  async take(
    { target, definition, sentCampaignId, campaignId, actor }: SnapshotOrder,
    view: View,
  ): Promise<SnapshotEntity> {
    const { manager, moment } = view;
    const [{ id }] = await manager.query<[{ id: number }]>(
      `SELECT nextval(pg_get_serial_sequence('targeting.snapshots', 'id'))::int AS id`,
    );
    const takenAt = new Date(moment.now);
    const plan = await this.targets.plan(definition, view);
    const compiled = new CompiledPlan(plan, { ...view, campaignId });
    const contact = sentCampaignId === undefined ? undefined : { campaignId: sentCampaignId, at: takenAt };
    const { ledger, sha256 } = await freeze(compiled, id, contact, manager);
    const snapshot = manager.create(SnapshotEntity, {
      id,
      audienceId: 'audienceId' in target ? target.audienceId : null,
      segmentId: 'segmentId' in target ? target.segmentId : null,
      campaignId: sentCampaignId ?? null,
      takenAt,
      count: ledger.final,
      sha256,
      ledger,
      definition: await inlineDefinition(definition, view, campaignId),
      createdBy: actor,
    });
    await manager.insert(SnapshotEntity, snapshot);
    await this.note(snapshot, target, view);
    return snapshot;
  }

  private async note(snapshot: SnapshotEntity, target: Target, { manager }: View): Promise<void> {
    const [kind, { id, name }] =
      'audienceId' in target
        ? (['audience', await this.targets.audience(target.audienceId, manager)] as const)
        : (['segment', await this.targets.segment(target.segmentId, manager)] as const);
    const { createdBy, count, sha256, campaignId } = snapshot;
    await this.audit.record(
      {
        ...{ actor: createdBy, action: 'snapshot_taken', kind: 'snapshot', subjectId: snapshot.id },
        ...{
          subjectName: name,
          details: { [kind]: { id, name }, campaign_id: idOnWire(campaignId), count, sha256 },
        },
      },
      manager,
    );
  }
}
