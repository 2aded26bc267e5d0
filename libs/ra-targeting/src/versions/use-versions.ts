import { useInfiniteQuery } from '@tanstack/react-query';
import type { Identifier } from 'react-admin';
import type { Versioned } from '../data-provider/history-types.js';
import { useTargeting } from '../data-provider/use-targeting.js';

const perPage = 25;

/** The versions of a definition, the newest first, page after page. */
export function useVersions(target: Versioned, id: Identifier) {
  const targeting = useTargeting();
  const query = useInfiniteQuery({
    queryKey: [target, id, 'versions'],
    queryFn: ({ pageParam, signal }) =>
      targeting.versions(target, id, { page: pageParam, per_page: perPage, signal }),
    initialPageParam: 1,
    getNextPageParam: ({ total }, pages) => (pages.length * perPage < total ? pages.length + 1 : undefined),
  });
  const versions = query.data?.pages.flatMap(({ data }) => data) ?? [];
  return { ...query, versions, total: query.data?.pages[0]?.total };
}
