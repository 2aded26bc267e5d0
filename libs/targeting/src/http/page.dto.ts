import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Transform, Type } from 'class-transformer';
import { IsAsOf } from './as-of.js';
import { IsIds } from './is-ids.js';

/** Query of a list with numbered pages. */
export class PageQuery {
  /** Page number, from 1. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(1_000_000) page?: number;
  /** Rows a page. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(1000) per_page?: number;
  /** Property to sort by. */
  @IsOptional() @IsString() @MaxLength(100) sort?: string;
  @IsOptional() @IsIn(['asc', 'desc', 'ASC', 'DESC']) order?: string;
  /** Text to search for. */
  @IsOptional() @IsString() @MaxLength(200) q?: string;
  /** Only those with one of these ids; may be given several times. */
  @IsOptional() @Transform(({ value }) => [value].flat().map(Number)) @IsIds() id?: number[];
}

/** Query of a long list, paged by key: give the `next` of one page as the `after` of the following one. */
export class KeysetQuery {
  /** Rows a page. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(1000) per_page?: number;
  /** `next` of the page before. */
  @IsOptional() @IsString() @MaxLength(10_000) after?: string;
  @IsOptional() @IsString() @MaxLength(100) sort?: string;
  @IsOptional() @IsIn(['asc', 'desc', 'ASC', 'DESC']) order?: string;
  /** Text to search for in name and e-mail. */
  @IsOptional() @IsString() @MaxLength(200) q?: string;
}

/** Query of the members of something. */
export class MembersQuery extends KeysetQuery {
  /** Instant that the question is asked for; events and contacts after it have not happened. */
  @IsAsOf() as_of?: string;
}

/** A numbered page of a list. */
export interface Page<T> {
  data: T[];
  /** How many there are on all pages. */
  total: number;
}

/** A page by key. */
export interface KeysetPage<T> extends Page<T> {
  /** Give this as `after` to get the next page; null on the last one. */
  next: string | null;
}
