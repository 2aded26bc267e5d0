import { ApiProperty, PickType } from '@nestjs/swagger';
import { SegmentPreviewRequest } from '../segments/segment.dto.js';
import { PersonResponse } from '../targets/member.dto.js';

/** Rules for a saved segment, which are not saved yet. */
export class ImpactRequest extends PickType(SegmentPreviewRequest, ['conditions'] as const) {}

export class AffectedResponse {
  @ApiProperty({ oneOf: [{ type: 'integer' }, { type: 'string' }], example: 1 }) id: number | string;
  /** @example "Recent buyers" */
  name: string;
  /** Customers now; null when something it refers to is missing or not valid any more. */
  before: number | null;
  /** Customers with the new rules, at the same instant; null when it would not be valid. */
  after: number | null;
}

/** Everything that uses the segment, directly or through others, whether its count changes or not. */
export class AffectedUsersResponse {
  /** With the number of their customers. */
  segments: AffectedResponse[];
  /** With the final count of their ledger. */
  audiences: AffectedResponse[];
  /** Those not sent yet, with the final count of their ledger. */
  campaigns: AffectedResponse[];
}

/** What saving the rules would change. `entering` − `leaving` = `after` − `before`. */
export class ImpactResponse {
  /** Customers by the saved rules; null when these are not valid any more, and nobody counts as being in. */
  before: number | null;
  /** Customers by the new rules. */
  after: number;
  /** Customers who would come in. */
  entering: number;
  /** Customers who would drop out. */
  leaving: number;
  /** At most ten of those who would come in. */
  entering_sample: PersonResponse[];
  /** At most ten of those who would drop out. */
  leaving_sample: PersonResponse[];
  affected: AffectedUsersResponse;
}
