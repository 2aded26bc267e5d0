import { applyDecorators } from '@nestjs/common';
import { IsOptional, Matches } from 'class-validator';
import { dayPattern, instantPattern } from '../rules/iso.js';

/** An instant (or a date: its local midnight) that a question is asked for, in place of now. */
export const IsAsOf = () =>
  applyDecorators(
    IsOptional(),
    Matches(new RegExp(`${dayPattern}|${instantPattern}`), {
      message: ({ property }) =>
        `${property} must be an instant such as 2026-11-22T10:00:00Z, or a date such as 2026-11-22.`,
    }),
    Matches(/^(19|2[0-9])/, {
      message: ({ property }) => `${property} must lie between the years 1900 and 2999.`,
    }),
  );

export class AsOfQuery {
  /**
   * Instant that the question is asked for; events and contacts after it have not happened.
   * @example 2026-11-22T10:00:00.000Z
   */
  @IsAsOf() as_of?: string;
}
