import { Brackets, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import { fold } from '../rules/index.js';
import type { PageQuery } from './page.dto.js';
import { refused } from './problem.js';

/** What a list can be sorted by, and where its search looks: SQL columns by their name on the wire. */
export interface PageColumns {
  readonly sortable: Readonly<Record<string, string>>;
  readonly searched: readonly string[];
}

/** A numbered page of a query over an entity; newest first unless told otherwise. */
export async function findPage<E extends ObjectLiteral>(
  builder: SelectQueryBuilder<E>,
  query: PageQuery,
  { sortable, searched }: PageColumns,
): Promise<{ rows: E[]; total: number }> {
  const sort = query.sort ?? 'id';
  const column = Object.hasOwn(sortable, sort) ? sortable[sort] : undefined;
  if (!column)
    throw refused('sort', 'invalid', `This list is sorted by ${Object.keys(sortable).join(', ')}.`);
  const direction = (query.order ?? (query.sort ? 'ASC' : 'DESC')).toUpperCase() as 'ASC' | 'DESC';
  if (query.id) builder.andWhere(`${sortable['id']} = ANY(:ids)`, { ids: query.id });
  if (query.q) {
    const needle = fold(query.q);
    builder.andWhere(
      new Brackets((where) => {
        for (const each of searched)
          where.orWhere(`strpos(targeting.fold(${each}) COLLATE "C", :needle) > 0`, { needle });
      }),
    );
  }
  const perPage = query.per_page ?? 25;
  const [rows, total] = await builder
    .orderBy(column, direction, 'NULLS LAST')
    .addOrderBy(sortable['id']!, direction)
    .offset(((query.page ?? 1) - 1) * perPage)
    .limit(perPage)
    .getManyAndCount();
  return { rows, total };
}
