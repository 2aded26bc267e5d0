import { Injectable } from '@nestjs/common';
import { type AuditAction, AuditLog } from 'nest-targeting';
import type { EntityManager } from 'typeorm';
import type { Campaign } from './campaign.entity.js';

/** Tells the audit log what is done to campaigns. Nobody signs in to this application yet, so nobody is named. */
@Injectable()
export class CampaignLog {
  constructor(private readonly audit: AuditLog) {}

  /** @param manager of the transaction that does it */
  record(
    action: AuditAction,
    { id, name, segmentId, audienceId }: Campaign,
    manager: EntityManager,
    details?: object,
  ): Promise<void> {
    const target = { segment_id: segmentId, audience_id: audienceId };
    return this.audit.record(
      {
        ...{ actor: null, action, kind: 'campaign', subjectId: id, subjectName: name },
        details: { ...target, ...details },
      },
      manager,
    );
  }
}
