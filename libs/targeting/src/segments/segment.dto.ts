import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions, OmitType, PartialType, PickType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  ValidateNested,
} from 'class-validator';
import { WarningResponse } from '../checks/warning.dto.js';
import { IsAsOf } from '../http/as-of.js';
import { IsVersion } from '../history/is-version.js';
import { DefinitionListQuery } from '../http/definition-list.js';
import { ProblemResponse } from '../http/problem.dto.js';
import { IsTexts } from '../http/is-each.js';
import { IsDescription, IsName } from '../http/is-text.js';
import { ReadOnly } from '../http/read-only.js';
import type { Key } from '../rules/index.js';
import { SegmentTestsRequest, SegmentTestsResponse } from '../segment-tests/segment-tests.dto.js';
import { UsedByResponse } from '../usage/usage.dto.js';
import type { DefinitionStatus, SegmentEntity } from './segment.entity.js';

const example = {
  logic: 'AND',
  rules: [
    { field: 'score', operator: 'greater_than', value: 80 },
    { event: 'purchase', operator: 'did', within: { last: 30, unit: 'day' } },
  ],
};

/** The rule tree: groups of rules, combined by AND or OR. As it came: else a stray `toString` would be dropped before it is refused. */
const Conditions = (extra: { required?: boolean; nullable?: boolean } = {}) =>
  applyDecorators(
    ApiProperty({ type: 'object', additionalProperties: true, example, ...extra } as ApiPropertyOptions),
    Transform(({ obj }: { obj: { conditions?: unknown } }) => obj.conditions),
  );

const keys: ApiPropertyOptions = {
  type: 'array',
  items: { oneOf: [{ type: 'integer' }, { type: 'string' }] },
  required: false,
};

export class SegmentCreateRequest {
  /** @example "VIP customers" */
  @IsName() name: string;
  @IsDescription() description?: string | null;
  /** `dynamic` follows its rules, `static` is a fixed list of customers. Default `dynamic`. */
  @IsOptional() @IsIn(['dynamic', 'static']) segment_type?: 'dynamic' | 'static' | null;
  /** Of a dynamic segment. */
  @Conditions({ required: false }) @IsOptional() @IsObject() conditions?: object | null;
  /** Of a static segment: its customers, by their key. */
  @ApiProperty(keys) @IsOptional() @IsArray() @ArrayMaxSize(100_000) customers?: Key[] | null;
  /** Of a static segment: its customers, by their e-mail address; an unknown one counts as soon as its customer appears. */
  @IsOptional() @IsArray() @ArrayMaxSize(100_000) @IsTexts() emails?: string[] | null;
  /** A draft previews but never sends. Default `active`. */
  @IsOptional() @IsIn(['draft', 'active', 'archived']) status?: DefinitionStatus | null;
  /** Customers who must be in or out, and a size; null for none. Saving a segment that fails them is refused. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => SegmentTestsRequest)
  tests?: SegmentTestsRequest | null;
  /** Saves the segment even when its tests fail, which is logged. */
  @IsOptional() @IsBoolean() force?: boolean | null;
  @ReadOnly() id?: unknown;
  @ReadOnly() is_active?: unknown;
  @ReadOnly() summary?: unknown;
  @ReadOnly() list_id?: unknown;
  @ReadOnly() customer_count?: unknown;
  @ReadOnly() counted_at?: unknown;
  @ReadOnly() used_by?: unknown;
  @ReadOnly() problems?: unknown;
  @ReadOnly() version?: unknown;
  @ReadOnly() created_by?: unknown;
  @ReadOnly() updated_by?: unknown;
  @ReadOnly() created_at?: unknown;
  @ReadOnly() updated_at?: unknown;
}

/** What is left out stays as it is. */
export class SegmentUpdateRequest extends PartialType(OmitType(SegmentCreateRequest, ['version']), {
  skipNullProperties: false,
}) {
  @IsVersion() version?: number | null;
}

/** How a version is restored. */
export class SegmentRestoreRequest extends PickType(SegmentCreateRequest, ['force']) {}

/** A rule tree that need not be saved. */
export class SegmentPreviewRequest {
  @Conditions() @IsObject() conditions: object;
  /** Id of the saved segment that is being edited, which its rules must not refer to. */
  @IsOptional() @IsInt() id?: number | null;
  /** Instant that the question is asked for; events and contacts after it have not happened. */
  @IsAsOf() as_of?: string | null;
}

export class SegmentListQuery extends DefinitionListQuery {
  @IsOptional() @IsIn(['dynamic', 'static']) segment_type?: 'dynamic' | 'static';
}

export class SegmentResponse {
  id: number;
  name: string;
  description: string;
  segment_type: 'dynamic' | 'static';
  /** Null for a static segment. */
  @Conditions({ nullable: true }) conditions: object | null;
  /** The rules in plain words. */
  summary: string;
  /** The list that holds the customers of a static segment. */
  list_id: number | null;
  /** What must hold whenever it is saved; null when nothing is tested. */
  tests: SegmentTestsResponse | null;
  /** Customers it had when it was last counted; null when it cannot be counted. */
  customer_count: number | null;
  counted_at: string | null;
  used_by: UsedByResponse;
  status: DefinitionStatus;
  is_active: boolean;
  /** Counts the changes that were saved, from 1. */
  version: number;
  created_by: string | null;
  updated_by: string | null;
  created_at: string;
  updated_at: string;
}

export class SegmentDetailResponse extends SegmentResponse {
  /** Of a static segment: the customers picked by hand, by key; left out, with `emails`, when both together are more than 10,000. */
  @ApiProperty(keys) customers?: Key[];
  /** Of a static segment: the addresses picked by hand, whether anybody has them or not. */
  emails?: string[];
  /** Why it cannot be counted or sent; empty when all is well. */
  problems: ProblemResponse[];
}

export class SegmentPageResponse {
  data: SegmentResponse[];
  total: number;
}

export class RuleCountResponse {
  /** @example conditions.rules[0] */
  path: string;
  /** Customers the rule holds for by itself. */
  count: number;
  /** Customers that the rules of its group up to it hold for, combined by the group's logic. */
  running: number;
}

export class SampleResponse {
  @ApiProperty({ oneOf: [{ type: 'integer' }, { type: 'string' }], example: 17 }) id: Key;
  name: string | null;
  email: string | null;
}

export class SegmentPreviewResponse {
  count: number;
  /** All customers there are. */
  total: number;
  /** The instant it was counted for. */
  as_of: string;
  took_ms: number;
  rules: RuleCountResponse[];
  /** The first ten, by key. */
  sample: SampleResponse[];
  /** What is odd about the rules, and what to do. */
  warnings: WarningResponse[];
}

export const mapSegment = (
  segment: SegmentEntity,
  summary: string,
  usedBy: UsedByResponse,
): SegmentResponse => ({
  id: segment.id,
  name: segment.name,
  description: segment.description,
  segment_type: segment.segmentType,
  conditions: segment.conditions,
  summary,
  list_id: segment.listId,
  tests: segment.tests as SegmentTestsResponse | null,
  customer_count: segment.customerCount,
  counted_at: segment.countedAt?.toISOString() ?? null,
  used_by: usedBy,
  status: segment.status,
  is_active: segment.status === 'active',
  version: segment.version,
  created_by: segment.createdBy,
  updated_by: segment.updatedBy,
  created_at: segment.createdAt.toISOString(),
  updated_at: segment.updatedAt.toISOString(),
});
