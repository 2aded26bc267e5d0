import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

/** Query of the rows of an import that were not taken, in the order of the file. */
export class RejectedRowsQuery {
  /** Rows a page. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(1000) per_page?: number;
  /** `next` of the page before. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(2_147_483_647) after?: number;
}

export class RejectedRowResponse {
  /**
   * Line of the file on which the row begins.
   * @example 3
   */
  line: number;
  /** @example invalid_email */
  code: string;
  /** @example 'This is no e-mail address.' */
  reason: string;
  /**
   * The row as it was.
   * @example ['john(at)example.com', 'John']
   */
  cells: string[];
}

export class RejectedRowPageResponse {
  /**
   * Names of the columns.
   * @example ['email', 'name']
   */
  header: string[];
  data: RejectedRowResponse[];
  total: number;
  /** Give this as `after` to get the next page; null on the last one. */
  next: string | null;
}
