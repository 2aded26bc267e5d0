import { ApiProperty, type ApiPropertyOptions, PickType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { ProblemResponse } from '../http/problem.dto.js';
import { PageQuery } from '../http/page.dto.js';
import type { DefinitionStatus } from '../segments/segment.entity.js';
import type { Definition } from './definition.js';

const changes: ApiPropertyOptions = {
  type: 'array',
  items: { type: 'string' },
  example: ['Added: Score is greater than 80', 'Renamed: “VIP” → “VIP customers”'],
};

const RecordProperty = (nullable = false) =>
  ApiProperty({ type: 'object', additionalProperties: true, selfRequired: false, nullable });

/** Query of the versions of a definition. */
export class VersionsQuery extends PickType(PageQuery, ['page', 'per_page']) {}

/** Query of one version. */
export class VersionQuery {
  /** The version that its changes are compared with. Default: the one before it. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(2_147_483_647) against?: number;
}

/** A version of a definition, in short. */
export class VersionResponse {
  /** @example 3 */
  version: number;
  /** What it was called then. */
  name: string;
  /** The status that it had then. */
  status: DefinitionStatus;
  /** The definition in plain words; what it refers to has the name that it has now. */
  summary: string;
  /** Who saved it; null when the host does not say. */
  author: string | null;
  /** When it was saved. */
  created_at: string;
  /** What is otherwise than in the version before, in plain words; empty for the first that is known. */
  @ApiProperty(changes) changes: string[];
}

export class VersionPageResponse {
  /** The newest first. */
  data: VersionResponse[];
  total: number;
}

/** A version of a definition, as it was. */
export class VersionDetailResponse {
  /** @example 3 */
  version: number;
  /** Who saved it; null when the host does not say. */
  author: string | null;
  /** When it was saved. */
  created_at: string;
  /** What was saved: the body of a request that would save it again. */
  @ApiProperty({ type: 'object', additionalProperties: true }) definition: Definition;
  /** What is otherwise than in the version before, or in `against`, in plain words. */
  @ApiProperty(changes) changes: string[];
}

/** An edit that was refused, since somebody else has saved one meanwhile. */
export class StaleProblemResponse {
  /** @example 'about:blank' */
  type: string;
  /** @example 'Conflict' */
  title: string;
  /** @example 409 */
  status: number;
  detail: string;
  /** Of a stale edit: the path `version` with the code `stale`. */
  errors: ProblemResponse[];
  /** Of a stale edit: the definition in the version that was edited; null when that is not known. */
  @RecordProperty(true) base?: object | null;
  /** Of a stale edit: the record as it is now, as GET answers it. */
  @RecordProperty() current?: object;
}
