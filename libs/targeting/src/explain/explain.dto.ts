import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Allow } from 'class-validator';
import { AudiencePreviewRequest } from '../audiences/audience.dto.js';
import type { Key } from '../rules/index.js';
import { SegmentPreviewRequest } from '../segments/segment.dto.js';

const customerId: ApiPropertyOptions = { oneOf: [{ type: 'integer' }, { type: 'string' }], example: 17 };

const plain = [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }];

/** Rules that need not be saved, and the customer to explain them for. */
export class SegmentExplainRequest extends SegmentPreviewRequest {
  /** The customer, by their key. */
  @ApiProperty(customerId) @Allow() customer_id: Key;
}

/** An audience that need not be saved, and the customer to explain it for. */
export class AudienceExplainRequest extends AudiencePreviewRequest {
  /** The customer, by their key. */
  @ApiProperty(customerId) @Allow() customer_id: Key;
}

/** A rule with what it met. */
export class TraceResponse {
  /** @example conditions.rules[0] */
  path: string;
  /**
   * The rule in words.
   * @example "score is greater than 80"
   */
  text: string;
  /** The value that the rule met: of a field its value, of events their number, amount or instant. */
  @ApiProperty({ oneOf: [...plain, { type: 'array', items: { oneOf: plain } }], nullable: true, example: 93 })
  actual: unknown;
  /**
   * The value in words; null where the rules below say it.
   * @example "score is 93"
   */
  actual_text: string | null;
  /** Whether it holds. */
  matched: boolean;
  /** Of a group: whether all of its rules must hold, or any. */
  logic?: 'AND' | 'OR';
  /** Of a group: whether it is turned round. */
  not?: boolean;
  /** What it is made of: of a group its rules, of a reference those of the segment. */
  @ApiProperty({ type: () => [TraceResponse], required: false }) rules?: TraceResponse[];
}

export class ExplainedPartResponse {
  /** @example segment */
  kind: string;
  /** Of the segment or list. */
  id?: number;
  /** What the segment or list is called. */
  name?: string;
  /** Whether it names the customer. */
  matched: boolean;
  /** Of an exclusion: whether it is what takes the customer out, as the ledger counts it: the first that names them. */
  removed?: boolean;
  tree: TraceResponse;
}

/** When a customer comes in or goes out if nothing else happens: as time passes, windows move. */
export class NextChangeResponse {
  /** The first instant at which it is so. */
  at: string;
  /** Whether the customer is in from then on. */
  member: boolean;
  /**
   * What turns at that instant, with the boundaries that it has then.
   * @example "‘did “purchase” in the last 30 days (since 2026-11-01 10:00 UTC)’ turns false"
   */
  because: string;
}

/** Why a customer is in, or is not. */
export class ExplanationResponse {
  /** Whether the customer is in. */
  member: boolean;
  /**
   * In one sentence.
   * @example "Brought in by the segment “VIP customers”."
   */
  reason: string;
  /** What may bring customers in. */
  sources: ExplainedPartResponse[];
  /** What keeps customers out, in the order in which the ledger charges them. */
  exclusions: ExplainedPartResponse[];
  /** Null when no change is foreseen within two years. It is not looked for everywhere: of more than 10,000 events and contacts, none is foreseen. */
  @ApiProperty({ type: NextChangeResponse, nullable: true }) next_change: NextChangeResponse | null;
}
