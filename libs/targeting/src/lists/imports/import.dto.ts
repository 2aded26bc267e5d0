import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { PageQuery } from '../../http/page.dto.js';
import type { IdentifierKind } from '../../rules/list-membership.js';
import type { ImportEntity, ImportMode, ImportStatus, UnmatchedMode } from './import.entity.js';

/** Forms send what is not filled in as an empty text. */
const EmptyIsAbsent = () => Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value));

/** Forms send texts only. */
const TextIsBoolean = () =>
  Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));

/** An upload: the file and what to do with it. */
export class ImportCsvRequest {
  /** The CSV file: e-mail addresses, ids or external ids in any column. */
  @ApiProperty({ type: 'string', format: 'binary' }) file: unknown;
  /** Whether an audience includes or excludes the customers; elsewhere it has no meaning. Default `include`. */
  @EmptyIsAbsent() @IsOptional() @IsIn(['include', 'exclude']) use?: 'include' | 'exclude';
  /** Whether the file adds to what is on the list or takes its place. Default `append`. */
  @EmptyIsAbsent() @IsOptional() @IsIn(['append', 'replace']) mode?: ImportMode;
  /** What becomes of addresses that nobody has: they are remembered, or customers are made. Default `skip`. */
  @EmptyIsAbsent() @IsOptional() @IsIn(['skip', 'create']) unmatched?: UnmatchedMode;
  /**
   * The column that names the customers, by its name or its number from 1. Found by header and content when left out. A first
   * row that has an id in it, in place of a name, is data.
   */
  @EmptyIsAbsent() @IsOptional() @IsString() @MaxLength(200) column?: string;
  /** Into a static segment: brings the file in even when the segment's tests fail by it, which is logged. Elsewhere it has no meaning. */
  @EmptyIsAbsent() @TextIsBoolean() @IsOptional() @IsBoolean() force?: boolean;
}

/** How an import is undone. */
export class ImportUndoRequest {
  /** Of an import into a static segment: undoes it even when the segment's tests fail by that, which is logged. Elsewhere it has no meaning. */
  @IsOptional() @IsBoolean() force?: boolean | null;
}

export class ImportListQuery extends PageQuery {
  /** Imports into this list. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(2_147_483_647) list_id?: number;
  @IsOptional() @IsIn(['running', 'completed', 'failed', 'undone']) status?: ImportStatus;
}

/** An import and its report: `rows` is the sum of the five numbers after it. While it runs, `rows` are those read so far. */
export class ImportResponse {
  /** @example 5 */
  id: number;
  /** @example completed */
  status: ImportStatus;
  /** @example 2 */
  list_id: number;
  /** The static segment whose customers the list holds; null for a list that stands for itself. */
  segment_id: number | null;
  /** @example 'Special VIP List.csv' */
  file_name: string;
  mode: ImportMode;
  unmatched_mode: UnmatchedMode;
  /**
   * The column that named the customers.
   * @example email
   */
  column: string;
  /**
   * What the column holds.
   * @example email
   */
  identifier: IdentifierKind;
  /** @example 1000 */
  rows: number;
  /**
   * Identifiers that customers have, whether or not they were on the list before.
   * @example 900
   */
  matched: number;
  /**
   * Customers made by the import.
   * @example 0
   */
  created: number;
  /**
   * Rows that name whom an earlier row of the file names.
   * @example 20
   */
  duplicates: number;
  /**
   * Identifiers that nobody has; the list remembers them.
   * @example 75
   */
  unmatched: number;
  /**
   * Rows without a valid identifier.
   * @example 5
   */
  rejected: number;
  /** Why it failed. */
  error: string | null;
  created_by: string | null;
  created_at: string;
  finished_at: string | null;
}

export class ImportPageResponse {
  data: ImportResponse[];
  /** How many there are on all pages. */
  total: number;
}

export const mapImport = (entity: ImportEntity): ImportResponse => ({
  id: entity.id,
  status: entity.status,
  list_id: entity.listId,
  segment_id: entity.segmentId,
  file_name: entity.fileName,
  mode: entity.mode,
  unmatched_mode: entity.unmatchedMode,
  column: entity.columnName,
  identifier: entity.identifier,
  rows: entity.rows,
  matched: entity.matched,
  created: entity.created,
  duplicates: entity.duplicates,
  unmatched: entity.unmatched,
  rejected: entity.rejected,
  error: entity.error,
  created_by: entity.createdBy,
  created_at: entity.createdAt.toISOString(),
  finished_at: entity.finishedAt?.toISOString() ?? null,
});
