import { Injectable } from '@nestjs/common';
import { type AuditAction, AuditLog, type Target } from 'nest-targeting';
import type { EntityManager } from 'typeorm';
import type { Campaign } from './campaign.entity.js';
import { hasTarget, type NamedTarget, namedTarget, targetOf } from './campaign-target.js';

/** Tells the audit log what is done to campaigns. Nobody signs in to this application yet, so nobody is named. */
@Injectable()
export class CampaignLog {
  constructor(private readonly audit: AuditLog) {}

  /** @param manager of the transaction that does it */
  async record(
    action: AuditAction,
    campaign: Campaign,
    manager: EntityManager,
    details?: object,
  ): Promise<void> {
    const { id, name } = campaign;
    const target = await namedTarget(targetOf(campaign), manager);
    await this.audit.record(
      {
        ...{ actor: null, action, kind: 'campaign', subjectId: id, subjectName: name },
        details: { ...told(target), ...details },
      },
      manager,
    );
  }

  /** @param before its name and its target */
  async recordUpdated(campaign: Campaign, before: Before, manager: EntityManager): Promise<void> {
    const isRenamed = campaign.name !== before.name;
    const isRetargeted = !hasTarget(campaign, before.target);
    const target = await namedTarget(targetOf(campaign), manager);
    const was = await namedTarget(before.target, manager);
    await this.record('updated', campaign, manager, {
      ...(isRetargeted && { before: told(was) }),
      changes: [
        ...(isRenamed ? [`Renamed: “${before.name}” → “${campaign.name}”`] : []),
        ...(isRetargeted ? [`Changed: goes to ${inWords(was)} → goes to ${inWords(target)}`] : []),
      ],
    });
  }
}

interface Before {
  name: string;
  target: Target;
}

const told = ({ kind, id, name }: NamedTarget) => ({ [kind]: { id, name } });

const inWords = ({ kind, id, name }: NamedTarget) => `${kind} ${name === null ? id : `“${name}”`}`;
