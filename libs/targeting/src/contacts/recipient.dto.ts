import { ApiProperty } from '@nestjs/swagger';
import type { Key } from '../rules/index.js';

/** A customer whom a campaign has reached. */
export class RecipientResponse {
  @ApiProperty({ oneOf: [{ type: 'integer' }, { type: 'string' }], example: 17 }) customer_id: Key;
  /** Null when the customer is gone. */
  name: string | null;
  email: string | null;
  contacted_at: string;
}

export class RecipientPageResponse {
  data: RecipientResponse[];
  total: number;
  /** Give this as `after` to get the next page; null on the last one. */
  next: string | null;
}
