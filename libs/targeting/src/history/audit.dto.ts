import { ApiProperty, PickType } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { IsAsOf } from '../http/as-of.js';
import { idOnWire } from '../http/id.js';
import { PageQuery } from '../http/page.dto.js';
import type { AuditAction, AuditKind } from './audit-log.js';
import type { AuditEntryEntity } from './audit-entry.entity.js';

const kinds = ['segment', 'audience', 'list', 'import', 'snapshot', 'campaign', 'customer'];
const actions = [
  ...['created', 'updated', 'archived', 'activated', 'restored', 'duplicated', 'deleted'],
  ...['imported', 'import_undone', 'snapshot_taken', 'sent', 'exported', 'forced'],
];
const oneOf = (words: readonly string[]) => ({
  type: 'string' as const,
  example: words[0],
  description: `One of ${words.join(', ')}, or a word of the host.`,
});

/** Which entries of the log. */
export class AuditQuery extends PickType(PageQuery, ['page', 'per_page', 'order']) {
  /** What was done something to. */
  @IsOptional() @IsString() @MaxLength(100) kind?: string;
  /** The id of that. */
  @IsOptional() @IsString() @MaxLength(1000) subject_id?: string;
  /** Who did it. */
  @IsOptional() @IsString() @MaxLength(1000) actor?: string;
  /** What was done. */
  @IsOptional() @IsString() @MaxLength(100) action?: string;
  /** Not before this instant, or this day. */
  @IsAsOf() from?: string;
  /** Before this instant, or this day. */
  @IsAsOf() to?: string;
}

/** Somebody did something. */
export class AuditEntryResponse {
  /** Ascending. @example 17 */
  id: number;
  /** When it was done. */
  at: string;
  /** Null when the host does not say. */
  actor: string | null;
  @ApiProperty(oneOf(actions)) action: AuditAction;
  @ApiProperty(oneOf(kinds)) kind: AuditKind;
  /** What it was done to; null when that was many. */
  @ApiProperty({ oneOf: [{ type: 'integer' }, { type: 'string' }], nullable: true }) subject_id:
    number | string | null;
  /** What that was called then. Of a customer: null, for the log is never emptied. */
  subject_name: string | null;
  /** The version that came of it. */
  version: number | null;
  /** What else there is to know: `changes` in plain words, counts. */
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { changes: ['Added: Score is greater than 80'] },
  })
  details: object;
}

export class AuditPageResponse {
  /** The newest first. */
  data: AuditEntryResponse[];
  total: number;
}

export const mapAuditEntry = (entry: AuditEntryEntity): AuditEntryResponse => ({
  id: Number(entry.id),
  at: entry.at.toISOString(),
  actor: entry.actor,
  action: entry.action,
  kind: entry.kind,
  subject_id: idOnWire(entry.subjectId),
  subject_name: entry.subjectName,
  version: entry.version,
  details: entry.details,
});
