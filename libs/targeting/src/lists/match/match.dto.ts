import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray } from 'class-validator';
import { IsTexts } from '../../http/is-each.js';
import { PersonResponse } from '../../targets/member.dto.js';

/** Addresses and ids as somebody has them at hand. */
export class MatchRequest {
  /**
   * E-mail addresses, ids and external ids, in any order.
   * @example ["john@example.com", "17"]
   */
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(10_000) @IsTexts() identifiers: string[];
}

/** Whom an identifier names: `found` one or, by an address that several have, some; `ambiguous` when it is the id of one and the external id of another; `unknown` nobody yet; `invalid` is neither an address nor an id. */
export type MatchOutcome = 'found' | 'ambiguous' | 'unknown' | 'invalid';

export class MatchedResponse {
  /**
   * As it was given.
   * @example john@example.com
   */
  identifier: string;
  /** What it was read as; null when it is invalid. */
  @ApiProperty({ type: String, enum: ['email', 'id'], nullable: true }) kind: 'email' | 'id' | null;
  @ApiProperty({ enum: ['found', 'ambiguous', 'unknown', 'invalid'] }) outcome: MatchOutcome;
  customers: PersonResponse[];
}

export class MatchResponse {
  /** One for each identifier, in the order given. */
  data: MatchedResponse[];
}
