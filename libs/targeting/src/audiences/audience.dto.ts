import { ApiProperty, type ApiPropertyOptions, OmitType, PartialType } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { WarningResponse } from '../checks/warning.dto.js';
import { IsVersion } from '../history/is-version.js';
import { IsAsOf } from '../http/as-of.js';
import { DefinitionListQuery } from '../http/definition-list.js';
import { IsIds } from '../http/is-ids.js';
import { IsDescription, IsName } from '../http/is-text.js';
import { ReadOnly } from '../http/read-only.js';
import { ProblemResponse } from '../http/problem.dto.js';
import type { Key } from '../rules/index.js';
import type { DefinitionStatus } from '../segments/segment.entity.js';
import { Ledger } from '../targets/ledger.dto.js';
import { MemberResponse } from '../targets/member.dto.js';
import { type AudienceDefinition, type AudienceEntity, emptyAudience } from './audience.entity.js';

const keys: ApiPropertyOptions = {
  type: 'array',
  items: { oneOf: [{ type: 'integer' }, { type: 'string' }] },
};

/** Who is in, and who is kept out in any case. What is left out takes its default. */
export class AudienceDefinitionRequest {
  /**
   * Segments that bring customers in.
   * @example [1, 2]
   */
  @IsOptional() @IsIds(100) include_segments?: number[] | null;
  /** Whether a customer must be in one of the segments or in all of them. Default `OR`. */
  @IsOptional() @IsIn(['AND', 'OR']) include_logic?: 'AND' | 'OR' | null;
  /** Customers picked by hand, by their key. */
  @ApiProperty(keys) @IsOptional() @IsArray() @ArrayMaxSize(100_000) include_customers?: Key[] | null;
  /** Lists that bring customers in. */
  @IsOptional() @IsIds(100) include_lists?: number[] | null;
  /** Segments whose customers are kept out. */
  @IsOptional() @IsIds(100) exclude_segments?: number[] | null;
  /** Customers kept out by hand, by their key. */
  @ApiProperty(keys) @IsOptional() @IsArray() @ArrayMaxSize(100_000) exclude_customers?: Key[] | null;
  /** Lists whose customers are kept out. */
  @IsOptional() @IsIds(100) exclude_lists?: number[] | null;
  /** Keeps out who does not consent; missing consent counts as none. Default true. */
  @IsOptional() @IsBoolean() exclude_unsubscribed?: boolean | null;
  /**
   * Keeps out who was contacted by any campaign in this many days.
   * @example 7
   */
  @IsOptional() @IsInt() @Min(1) @Max(36_500) exclude_contacted_within_days?: number | null;
  /** Keeps out who was contacted by one of these campaigns, whenever. */
  @ApiProperty(keys) @IsOptional() @IsArray() @ArrayMaxSize(1_000) exclude_contacted_in_campaigns?:
    (number | string)[] | null;
}

export class AudienceCreateRequest extends AudienceDefinitionRequest {
  /** @example "Win-back campaign" */
  @IsName() name: string;
  @IsDescription() description?: string | null;
  /** A draft previews but never sends. Default `active`. */
  @IsOptional() @IsIn(['draft', 'active', 'archived']) status?: DefinitionStatus | null;
  @ReadOnly() id?: unknown;
  @ReadOnly() is_active?: unknown;
  @ReadOnly() audience_type?: unknown;
  @ReadOnly() campaign_id?: unknown;
  @ReadOnly() customer_count?: unknown;
  @ReadOnly() counted_at?: unknown;
  @ReadOnly() problems?: unknown;
  @ReadOnly() version?: unknown;
  @ReadOnly() created_by?: unknown;
  @ReadOnly() updated_by?: unknown;
  @ReadOnly() created_at?: unknown;
  @ReadOnly() updated_at?: unknown;
}

/** What is left out stays as it is. */
export class AudienceUpdateRequest extends PartialType(OmitType(AudienceCreateRequest, ['version']), {
  skipNullProperties: false,
}) {
  @IsVersion() version?: number | null;
}

/** An audience that need not be saved. */
export class AudiencePreviewRequest extends PartialType(OmitType(AudienceCreateRequest, ['id'])) {
  /** Id of the saved audience that is being edited: the contacts of its own campaign then do not count against it. */
  @IsOptional() @IsInt() @Min(1) @Max(2_147_483_647) id?: number | null;
  /** Instant that the question is asked for; events and contacts after it have not happened. */
  @IsAsOf() as_of?: string | null;
}

const audienceTypes = ['all', 'segment', 'list', 'manual', 'combined'] as const;
export type AudienceType = (typeof audienceTypes)[number];

export class AudienceListQuery extends DefinitionListQuery {
  @IsOptional() @IsIn(audienceTypes) audience_type?: AudienceType;
}

export class AudienceResponse {
  id: number;
  name: string;
  description: string;
  /** What its sources are. */
  audience_type: AudienceType;
  include_segments: number[];
  include_logic: 'AND' | 'OR';
  @ApiProperty(keys) include_customers: Key[];
  include_lists: number[];
  exclude_segments: number[];
  @ApiProperty(keys) exclude_customers: Key[];
  exclude_lists: number[];
  exclude_unsubscribed: boolean;
  exclude_contacted_within_days: number | null;
  @ApiProperty(keys) exclude_contacted_in_campaigns: (number | string)[];
  /** The newest campaign that targets it. */
  @ApiProperty({ oneOf: [{ type: 'integer' }, { type: 'string' }], nullable: true }) campaign_id:
    number | string | null;
  /** Customers it had when it was last counted; null when it cannot be counted. */
  customer_count: number | null;
  counted_at: string | null;
  status: DefinitionStatus;
  is_active: boolean;
  version: number;
  created_by: string | null;
  updated_by: string | null;
  created_at: string;
  updated_at: string;
}

export class AudienceDetailResponse extends AudienceResponse {
  /** Why it cannot be counted or sent; empty when all is well. */
  problems: ProblemResponse[];
}

export class AudiencePageResponse {
  data: AudienceResponse[];
  total: number;
}

/** How an audience comes about. */
export class AudiencePreviewResponse {
  /** Customers who would receive it: always the ledger's `final`. */
  count: number;
  /** The instant it was counted for. */
  as_of: string;
  took_ms: number;
  ledger: Ledger;
  /** The first ten, by key. */
  sample: MemberResponse[];
  /** What is odd about it, and what to do. */
  warnings: WarningResponse[];
}

/** The part of an audience that a request sets; null and what was never set take the default. */
export function definitionOf(
  request: AudienceDefinitionRequest,
  before: AudienceDefinition = emptyAudience,
): AudienceDefinition {
  const set = <T>(value: T | null | undefined, current: T, byDefault: T): T =>
    value === undefined ? current : (value ?? byDefault);
  return {
    includeSegments: distinct(set(request.include_segments, before.includeSegments, [])),
    includeLogic: set(request.include_logic, before.includeLogic, 'OR'),
    includeCustomers: distinct(set(request.include_customers, before.includeCustomers, [])),
    includeLists: distinct(set(request.include_lists, before.includeLists, [])),
    excludeSegments: distinct(set(request.exclude_segments, before.excludeSegments, [])),
    excludeCustomers: distinct(set(request.exclude_customers, before.excludeCustomers, [])),
    excludeLists: distinct(set(request.exclude_lists, before.excludeLists, [])),
    excludeUnsubscribed: set(request.exclude_unsubscribed, before.excludeUnsubscribed, true),
    excludeContactedWithinDays: set(
      request.exclude_contacted_within_days,
      before.excludeContactedWithinDays,
      null,
    ),
    excludeContactedInCampaigns: distinct(
      set(request.exclude_contacted_in_campaigns, before.excludeContactedInCampaigns, []),
    ),
  };
}

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

export const mapDefinition = (audience: AudienceDefinition) => ({
  include_segments: audience.includeSegments,
  include_logic: audience.includeLogic,
  include_customers: audience.includeCustomers,
  include_lists: audience.includeLists,
  exclude_segments: audience.excludeSegments,
  exclude_customers: audience.excludeCustomers,
  exclude_lists: audience.excludeLists,
  exclude_unsubscribed: audience.excludeUnsubscribed,
  exclude_contacted_within_days: audience.excludeContactedWithinDays,
  exclude_contacted_in_campaigns: audience.excludeContactedInCampaigns,
});

export const mapAudience = (
  audience: AudienceEntity,
  campaignId: number | string | null,
): AudienceResponse => ({
  id: audience.id,
  name: audience.name,
  description: audience.description,
  audience_type: audienceType(audience),
  ...mapDefinition(audience),
  campaign_id: campaignId,
  customer_count: audience.customerCount,
  counted_at: audience.countedAt?.toISOString() ?? null,
  status: audience.status,
  is_active: audience.status === 'active',
  version: audience.version,
  created_by: audience.createdBy,
  updated_by: audience.updatedBy,
  created_at: audience.createdAt.toISOString(),
  updated_at: audience.updatedAt.toISOString(),
});

function audienceType({ includeSegments, includeLists, includeCustomers }: AudienceDefinition): AudienceType {
  const kinds: AudienceType[] = [];
  if (includeSegments.length > 0) kinds.push('segment');
  if (includeLists.length > 0) kinds.push('list');
  if (includeCustomers.length > 0) kinds.push('manual');
  const [only, ...more] = kinds;
  return more.length > 0 ? 'combined' : (only ?? 'all');
}
