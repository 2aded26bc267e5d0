import { ApiProperty } from '@nestjs/swagger';
import type { Key } from '../rules/index.js';

/** A customer, as far as a sample shows one. */
export class PersonResponse {
  /** The customer's key. */
  @ApiProperty({ oneOf: [{ type: 'integer' }, { type: 'string' }], example: 17 }) id: Key;
  /** @example "John Smith" */
  name: string | null;
  /** @example john@example.com */
  email: string | null;
}

export const personOf = ({ id, name, email }: PersonResponse): PersonResponse => ({ id, name, email });

/** A customer of a segment or an audience. */
export class MemberResponse extends PersonResponse {
  /**
   * What brings them in.
   * @example ["segment:1"]
   */
  sources: string[];
}

export class MemberPageResponse {
  data: MemberResponse[];
  /** How many there are on all pages. */
  total: number;
  /** Give this as `after` to get the next page; null on the last one. */
  next: string | null;
}
