import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsObject,
  IsOptional,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { Key } from '../rules/index.js';
import { mostPins } from './segment-tests.js';

const keys: ApiPropertyOptions = {
  type: 'array',
  items: { oneOf: [{ type: 'integer' }, { type: 'string' }] },
  maxItems: mostPins,
};

export class SegmentSizeRequest {
  /** Customers it must have at least. */
  @IsOptional() @IsInt() @Min(0) @Max(2_147_483_647) min?: number | null;
  /** Customers it may have at most. */
  @IsOptional() @IsInt() @Min(0) @Max(2_147_483_647) max?: number | null;
}

/** What must hold whenever the segment is saved or activated. */
export class SegmentTestsRequest {
  /** Customers who must be in, by their key; at most a hundred. */
  @ApiProperty({ ...keys, required: false })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(mostPins)
  include?: Key[] | null;
  /** Customers who must not be in, by their key; at most a hundred. */
  @ApiProperty({ ...keys, required: false })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(mostPins)
  exclude?: Key[] | null;
  /** How many customers it must have. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => SegmentSizeRequest)
  size?: SegmentSizeRequest | null;
}

export class SegmentSizeResponse {
  /** Customers it must have at least. @example 100 */
  min: number | null;
  /** Customers it may have at most. @example null */
  max: number | null;
}

export class SegmentTestsResponse {
  /** Customers who must be in. */
  @ApiProperty(keys) include: Key[];
  /** Customers who must not be in. */
  @ApiProperty(keys) exclude: Key[];
  size: SegmentSizeResponse;
}

export class TestResultResponse {
  /**
   * Which test it is.
   * @example tests.include[0]
   */
  path: string;
  /** @example false */
  passed: boolean;
  /**
   * What was found, and why.
   * @example "Ada Lovelace (17) should be in, but is not: score is 72."
   */
  message: string;
}

export class TestResultsResponse {
  /** Whether all of them pass. */
  passed: boolean;
  /** The instant they were checked for. */
  checked_at: string;
  /** One for each pinned customer and each limit of the size; one about `conditions` when these are not valid any more. */
  results: TestResultResponse[];
}

export class FailingSegmentResponse {
  /** Of the segment. @example 1 */
  id: number;
  /** @example "VIP customers" */
  name: string;
  /** Those that fail. */
  results: TestResultResponse[];
}

export class FailingSegmentsResponse {
  data: FailingSegmentResponse[];
}
