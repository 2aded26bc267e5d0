import { ApiProperty } from '@nestjs/swagger';

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
  @ApiProperty({ nullable: true, example: 93 }) actual: unknown;
  matched: boolean;
  @ApiProperty({ type: () => [TraceResponse], required: false }) rules?: TraceResponse[];
}

export class ExplainedPartResponse {
  /** @example segment */
  kind: string;
  id?: number;
  name?: string;
  /** Whether it names the customer. */
  matched: boolean;
  tree: TraceResponse;
}

/** Why a customer is in, or is not. */
export class ExplanationResponse {
  member: boolean;
  /**
   * In one sentence.
   * @example "Brought in by the segment “VIP customers”."
   */
  reason: string;
  sources: ExplainedPartResponse[];
  exclusions: ExplainedPartResponse[];
}
