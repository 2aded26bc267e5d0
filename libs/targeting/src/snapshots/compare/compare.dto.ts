import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import type { Key } from '../../rules/index.js';

/** What a snapshot is compared with. */
export class SnapshotDiffQuery {
  /**
   * `now`: whom its audience (or segment) has now, as it is defined now; or the id of another snapshot. Default `now`.
   * @example now
   */
  @IsOptional()
  @Matches(/^(now|[1-9][0-9]{0,8})$/, { message: 'against must be "now", or the id of a snapshot.' })
  against?: string;
}

/** A customer who came or went. */
export class MovedCustomerResponse {
  /** The customer's key. */
  @ApiProperty({ oneOf: [{ type: 'integer' }, { type: 'string' }], example: 17 }) id: Key;
  /** Null when the customer is gone. */
  name: string | null;
  /** Null when the customer is gone. */
  email: string | null;
  /**
   * Why they are in, or are not, in the later of the two.
   * @example "Kept out: unsubscribed."
   */
  reason: string;
}

/** What differs between two sets of members: how many came and went, and some of them. */
export class MovedResponse {
  /** How many came. */
  entered: number;
  /** How many went. */
  left: number;
  /** Up to ten of those who came, by key. */
  entered_sample: MovedCustomerResponse[];
  /** Up to ten of those who went, by key. */
  left_sample: MovedCustomerResponse[];
}

/** From a snapshot to what it is compared with, or the other way round when that is an earlier snapshot. */
export class SnapshotDiffResponse extends MovedResponse {
  /** How many are in both. */
  stayed: number;
  /**
   * What differs between the two definitions, in words; empty when nothing does.
   * @example ["Added: includes segment “Recent buyers”", "In the segment “VIP”: changed: score is greater than 80 → score is greater than 90"]
   */
  changes: string[];
}

/** What could be verified of a snapshot, and what could not. */
export class SnapshotVerificationResponse {
  /** Whether its members are the very ones that it was taken with: their number and their hash, computed anew. */
  hash_matches: boolean;
  /**
   * Whether its definition, asked as of its instant, gives the same members again by the data as they are now. Null when that
   * cannot be decided, since something that it needs is gone. False need not mean that it was wrong: `not_checked` says what may have
   * changed since.
   */
  @ApiProperty({ type: 'boolean', nullable: true }) members_match: boolean | null;
  /**
   * What was checked, and how it came out.
   * @example ["SHA-256 of the 1,247 members: matches.", "Events up to the instant: purchase."]
   */
  checked: string[];
  /**
   * What could not be checked, and why.
   * @example ["score, attributes.city: fields as they are now."]
   */
  not_checked: string[];
}
