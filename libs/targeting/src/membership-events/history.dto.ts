import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import type { Key } from '../rules/index.js';
import type { NotObserved } from './segment-observer.js';

/** Query of what happened to a segment: the newest first. */
export class HistoryQuery {
  /** Rows a page. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(1000) per_page?: number;
  /** `next` of the page before. */
  @IsOptional() @Matches(/^\d{1,18}$/, { message: 'after must be the "next" of a page.' }) after?: string;
}

/** Whether what is answered goes up to this moment. */
export class ObservedResponse {
  /**
   * Null when the segment was observed for this answer, which then goes up to this moment. Otherwise why not, and the answer is what was
   * recorded before: `not_active`, it is a draft or archived; `invalid_rules`, they refer to something that is gone;
   * `engine_unavailable`, the sets in memory cannot be used (switched off, no right to create triggers, a log of changes that cannot be
   * read: the log of the application says which).
   */
  @ApiProperty({ enum: ['not_active', 'invalid_rules', 'engine_unavailable'], nullable: true })
  not_observed: NotObserved | null;
}

/** The size of a segment when it had changed. */
export class HistoryPoint {
  /** Ascending, as they were written. */
  id: string;
  /** By the clock of whoever observed it; by as much as a minute later, where that was behind the one of the point before. */
  at: string;
  /** Members from then on. */
  count: number;
  /** How many came and went since the point before. */
  entered: number;
  left: number;
}

export class HistoryResponse extends ObservedResponse {
  /** The newest first. */
  data: HistoryPoint[];
  /** How many there are on all pages. */
  total: number;
  /** Give this as `after` to get the next page; null on the last one. */
  next: string | null;
}

/** A customer came or left. */
export class MembershipEventResponse {
  /** Ascending. */
  id: string;
  @ApiProperty({ oneOf: [{ type: 'integer' }, { type: 'string' }], example: 17 }) customer_id: Key;
  /** Null when the customer is gone. */
  name: string | null;
  email: string | null;
  @ApiProperty({ enum: ['entered', 'left'] }) change: string;
  /**
   * `definition`: the rules of the segment, or of one that it refers to, have changed since it was observed before; said of everybody who
   * came or left in that observation. `time`: time has passed, and nothing of the customer has been written since. `data`: anything else;
   * something of the customer has been written (time may have passed as well), or it is not known: after a restart or when another process
   * takes over, after a statement that changes more than 10,000 customers, after a change of any list.
   */
  @ApiProperty({ enum: ['data', 'time', 'definition'] }) reason: string;
  at: string;
}

export class MembershipEventPageResponse extends ObservedResponse {
  /** The newest first. */
  data: MembershipEventResponse[];
  total: number;
  next: string | null;
}
