import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { Transform } from 'class-transformer';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { PageQuery } from './page.dto.js';

/** Query of a list of segments, audiences or lists. */
export class DefinitionListQuery extends PageQuery {
  /** Those with one of these; may be given several times. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => [value].flat())
  @IsIn(['draft', 'active', 'archived'], { each: true })
  status?: ('draft' | 'active' | 'archived')[];
  @IsOptional() @IsIn(['true', 'false']) is_active?: 'true' | 'false';
  /** The whole name; upper and lower case are the same. */
  @IsOptional() @IsString() @MaxLength(200) name?: string;
}

/** Narrows a query over the alias `of` to what was asked for. */
export function filterDefinitions<E extends ObjectLiteral>(
  builder: SelectQueryBuilder<E>,
  of: string,
  { status, is_active, name }: DefinitionListQuery,
): SelectQueryBuilder<E> {
  if (status) builder.andWhere(`${of}.status = ANY(:status)`, { status });
  if (is_active) builder.andWhere(`(${of}.status = 'active') = :active`, { active: is_active === 'true' });
  if (name)
    builder.andWhere(`targeting.fold(${of}.name) COLLATE "C" = targeting.fold(:name) COLLATE "C"`, { name });
  return builder;
}
