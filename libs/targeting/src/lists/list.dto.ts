import { ApiProperty, type ApiPropertyOptions, OmitType, PartialType } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsOptional } from 'class-validator';
import { IsVersion } from '../history/is-version.js';
import { IsTexts } from '../http/is-each.js';
import { IsDescription, IsName } from '../http/is-text.js';
import { ReadOnly } from '../http/read-only.js';
import type { Key } from '../rules/index.js';
import { UsedByResponse } from '../usage/usage.dto.js';
import type { DefinitionStatus } from '../segments/segment.entity.js';
import type { ListCounts } from './list-counts.js';
import type { ListEntity } from './list.entity.js';

const key: ApiPropertyOptions = { oneOf: [{ type: 'integer' }, { type: 'string' }] };

export class ListCreateRequest {
  /** @example 'Permanently unsubscribed' */
  @IsName() name: string;
  @IsDescription() description?: string | null;
  @IsOptional() @IsIn(['draft', 'active', 'archived']) status?: DefinitionStatus | null;
  /**
   * Customers picked by hand, by their key. Together with `emails` they replace those picked by hand before; what
   * imports brought in stays.
   * @example [1, 2]
   */
  @ApiProperty({ type: 'array', items: key as object, required: false })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100_000)
  customers?: Key[] | null;
  /**
   * E-mail addresses picked by hand. One that nobody has is remembered, and counts as soon as its customer appears.
   * @example ["john@example.com"]
   */
  @IsOptional() @IsArray() @ArrayMaxSize(100_000) @IsTexts() emails?: string[] | null;
  @ReadOnly() id?: unknown;
  @ReadOnly() is_active?: unknown;
  @ReadOnly() customer_count?: unknown;
  @ReadOnly() unmatched_count?: unknown;
  @ReadOnly() used_by?: unknown;
  @ReadOnly() version?: unknown;
  @ReadOnly() created_by?: unknown;
  @ReadOnly() updated_by?: unknown;
  @ReadOnly() created_at?: unknown;
  @ReadOnly() updated_at?: unknown;
}

/** What is left out stays as it is. */
export class ListUpdateRequest extends PartialType(OmitType(ListCreateRequest, ['version']), {
  skipNullProperties: false,
}) {
  @IsVersion() version?: number | null;
}

export class ListResponse {
  /** @example 1 */
  id: number;
  /** @example 'Permanently unsubscribed' */
  name: string;
  description: string;
  /** @example active */
  status: DefinitionStatus;
  is_active: boolean;
  /**
   * Customers on the list now.
   * @example 342
   */
  customer_count: number;
  /**
   * Identifiers on the list that no customer has now; they count as soon as one has.
   * @example 12
   */
  unmatched_count: number;
  /** Segments whose rules ask for it, and the audiences and campaigns that it reaches, through segments too. */
  used_by: UsedByResponse;
  /** Goes up with each change that is saved; files that are brought in do not count. */
  version: number;
  created_by: string | null;
  updated_by: string | null;
  /** @example 2026-11-22T10:00:00.000Z */
  created_at: string;
  updated_at: string;
}

export class ListDetailResponse extends ListResponse {
  /** The customers picked by hand, by their key; left out when they are more than 10,000. */
  @ApiProperty({ type: 'array', items: key as object, required: false }) customers?: Key[];
  /** The e-mail addresses picked by hand; left out when they are more than 10,000. */
  emails?: string[];
}

export class ListPageResponse {
  data: ListResponse[];
  /** How many there are on all pages. */
  total: number;
}

export const mapList = (list: ListEntity, counts: ListCounts, usedBy: UsedByResponse): ListResponse => ({
  id: list.id,
  name: list.name,
  description: list.description,
  status: list.status,
  is_active: list.status === 'active',
  customer_count: counts.customers,
  unmatched_count: counts.unmatched,
  used_by: usedBy,
  version: list.version,
  created_by: list.createdBy,
  updated_by: list.updatedBy,
  created_at: list.createdAt.toISOString(),
  updated_at: list.updatedAt.toISOString(),
});
