import { ApiProperty, PickType } from '@nestjs/swagger';
import { idOnWire } from '../http/id.js';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { KeysetQuery, PageQuery } from '../http/page.dto.js';
import type { Key } from '../rules/index.js';
import { Ledger } from '../targets/ledger.dto.js';
import { MemberResponse, PersonResponse } from '../targets/member.dto.js';
import type { SnapshotEntity } from './snapshot.entity.js';

export class SnapshotResponse {
  /** @example 1 */
  id: number;
  /** The audience it was taken of; null when it was a segment. */
  audience_id: number | null;
  /** The segment it was taken of, when a campaign was sent to that; else null. */
  segment_id: number | null;
  /** The campaign it was taken for when that was sent. */
  @ApiProperty({ oneOf: [{ type: 'integer' }, { type: 'string' }], nullable: true }) campaign_id:
    number | string | null;
  /** The instant that it holds for. */
  taken_at: string;
  /** How many members it has. */
  count: number;
  /**
   * SHA-256 over the member ids, ascending, joined by line feeds, none after the last. It can be verified for ever: of a customer
   * who is erased the id stays, and names nobody once the host's row is gone; names and addresses are never kept.
   */
  sha256: string;
  ledger: Ledger;
  /** The audience with every segment and list it refers to, as they were. */
  @ApiProperty({ type: 'object', additionalProperties: true }) definition: object;
  /** Who took it, or sent the campaign; null when the host does not say. */
  created_by: string | null;
}

export class SnapshotPageResponse {
  data: SnapshotResponse[];
  total: number;
}

export class ExclusionReasonResponse {
  /** @example unsubscribed */
  kind: string;
  /** Of the segment or list. */
  id?: number;
  /** What the segment or list was called. */
  name?: string;
  /** Of those contacted within days: how many. */
  within_days?: number;
  /** Of those contacted by campaigns: by which. */
  @ApiProperty({
    type: 'array',
    items: { oneOf: [{ type: 'integer' }, { type: 'string' }] },
    required: false,
  })
  campaigns?: (number | string)[];
}

const customerId = { oneOf: [{ type: 'integer' }, { type: 'string' }], example: 17 };

/** A frozen member, as they are called now: a snapshot holds keys only. */
export class SnapshotMemberResponse extends MemberResponse {
  /** The same as `id`, by the name that recipients have it under. */
  @ApiProperty(customerId) customer_id: Key;
}

export class SnapshotMemberPageResponse {
  data: SnapshotMemberResponse[];
  /** How many there are on all pages. */
  total: number;
  /** Give this as `after` to get the next page; null on the last one. */
  next: string | null;
}

/** Who was kept out, as they are called now. */
export class SnapshotExcludedResponse extends PersonResponse {
  /** The same as `id`, by the name that recipients have it under. */
  @ApiProperty(customerId) customer_id: Key;
  /** The first exclusion that hit. */
  reason: ExclusionReasonResponse;
}

export class SnapshotExcludedPageResponse {
  data: SnapshotExcludedResponse[];
  total: number;
  /** Give this as `after` to get the next page; null on the last one. */
  next: string | null;
}

/** A page of snapshots. */
export class SnapshotPageQuery extends PickType(PageQuery, ['page', 'per_page', 'sort', 'order', 'id']) {}

/** Which snapshots: best compared are those of one audience or segment. */
export class SnapshotListQuery extends SnapshotPageQuery {
  /** Only those of this audience, also when it is deleted. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(2_147_483_647) audience_id?: number;
  /** Only those of this segment, taken when a campaign was sent to it. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(2_147_483_647) segment_id?: number;
}

/** Pages of a snapshot go by the customer's key. */
export class SnapshotRowsQuery extends PickType(KeysetQuery, ['per_page', 'after']) {}

export const mapSnapshot = (snapshot: SnapshotEntity): SnapshotResponse => ({
  id: snapshot.id,
  audience_id: snapshot.audienceId,
  segment_id: snapshot.segmentId,
  campaign_id: idOnWire(snapshot.campaignId),
  taken_at: snapshot.takenAt.toISOString(),
  count: snapshot.count,
  sha256: snapshot.sha256,
  ledger: snapshot.ledger,
  definition: snapshot.definition,
  created_by: snapshot.createdBy,
});
