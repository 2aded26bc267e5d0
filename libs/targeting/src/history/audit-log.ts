import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ConsistentRead, instantOf } from '../host/consistent-read.js';
import { findPage } from '../http/find-page.js';
import { type AuditPageResponse, type AuditQuery, mapAuditEntry } from './audit.dto.js';
import { AuditEntryEntity } from './audit-entry.entity.js';

/** What is done. A host may add words of its own. */
export type AuditAction =
  | 'created'
  | 'updated'
  | 'archived'
  | 'activated'
  | 'restored'
  | 'duplicated'
  | 'deleted'
  | 'imported'
  | 'import_undone'
  | 'snapshot_taken'
  | 'sent'
  | 'exported'
  | 'forced'
  | (string & {});

/** What it is done to. A host may add words of its own. */
export type AuditKind =
  'segment' | 'audience' | 'list' | 'import' | 'snapshot' | 'campaign' | 'customer' | (string & {});

/** Somebody does something. The log is never emptied: leave out secrets, and what people may want to be forgotten. */
export interface AuditEntry {
  /** Who; null when the host does not know. */
  actor: string | null;
  action: AuditAction;
  kind: AuditKind;
  /** Null when it is about many. */
  subjectId: number | string | null;
  /** As it is called in this moment. Of a person: null. */
  subjectName: string | null;
  /** Which version has come into being. */
  version?: number | null | undefined;
  /** Anything else that is worth knowing, as JSON: `changes` in words, numbers. */
  details?: object | undefined;
}

const columns = { sortable: { id: 'entry.id' }, searched: [] };

/** Who did what, and when: entries are added and never changed, which the database itself sees to. */
@Injectable()
export class AuditLog {
  constructor(private readonly read: ConsistentRead) {}

  /** A page of entries, the newest first unless asked otherwise. */
  find(query: AuditQuery): Promise<AuditPageResponse> {
    const { kind, subject_id: subjectId, actor, action, from, to } = query;
    return this.read.run(async ({ manager, moment }) => {
      const builder = manager.createQueryBuilder(AuditEntryEntity, 'entry');
      for (const [column, value] of Object.entries({ kind, subjectId, actor, action }))
        if (value !== undefined) builder.andWhere({ [column]: value });
      const at = (time: string) => new Date(instantOf(time, moment.timeZone));
      if (from !== undefined) builder.andWhere('entry.at >= :from', { from: at(from) });
      if (to !== undefined) builder.andWhere('entry.at < :to', { to: at(to) });
      const { rows, total } = await findPage(builder, query, columns);
      return { data: rows.map(mapAuditEntry), total };
    });
  }

  /**
   * Adds an entry.
   * @param manager of the transaction that does what is told: both are there, or neither
   */
  async record(entry: AuditEntry, manager: EntityManager): Promise<void> {
    const { actor, action, kind, subjectId, subjectName, version, details } = entry;
    await manager.query(
      `INSERT INTO targeting.audit_log (actor, action, kind, subject_id, subject_name, version, details)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        ...[actor, action, kind, subjectId === null ? null : String(subjectId), subjectName],
        ...[version ?? null, JSON.stringify(details ?? {})],
      ],
    );
  }
}
