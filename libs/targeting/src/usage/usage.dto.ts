import { ApiProperty } from '@nestjs/swagger';
import type { User } from './usage.service.js';

export class UserResponse {
  @ApiProperty({ oneOf: [{ type: 'integer' }, { type: 'string' }], example: 1 }) id: number | string;
  /** @example "Win-back" */
  name: string;
}

/** Who uses something: drafts too, but not what is archived, nor campaigns already sent. */
export class UsageResponse {
  /** Whose rules ask for it. */
  segments: UserResponse[];
  /** Which include or exclude it. */
  audiences: UserResponse[];
  /** Whose target it is. */
  campaigns: UserResponse[];
}

/** How many use something: drafts too, but not what is archived, nor campaigns already sent. */
export class UsedByResponse {
  /** @example 1 */
  segments: number;
  /** @example 2 */
  audiences: number;
  /** @example 1 */
  campaigns: number;
}

export const mapUsage = (users: readonly User[]): UsageResponse => {
  const of = (kind: User['kind']) =>
    users.filter((user) => user.kind === kind).map(({ id, name }) => ({ id, name }));
  return { segments: of('segment'), audiences: of('audience'), campaigns: of('campaign') };
};
