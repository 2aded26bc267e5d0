import { useInfiniteQuery } from '@tanstack/react-query';
import type { KeysetPage } from '../data-provider/custom-methods.js';
import { useTargeting } from '../data-provider/use-targeting.js';

const perPage = 50;

/** A long list by pages, each after the one before. */
export function useKeysetList<T>(path: string, q: string) {
  const targeting = useTargeting();
  const query = useInfiniteQuery({
    // Beside the resource, so that a change of it asks anew.
    queryKey: [...path.split('/'), q],
    queryFn: ({ pageParam, signal }): Promise<KeysetPage<T>> =>
      targeting.keysetPage<T>(path, { after: pageParam, perPage, q, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  });
  return {
    ...query,
    rows: query.data?.pages.flatMap(({ data }) => data.map(withId)) ?? [],
    total: query.data?.pages[0]?.total,
  };
}

/** Recipients are named by the customer they are. */
const withId = <T>(row: T): T => {
  const { id, customer_id: customerId } = row as { id?: unknown; customer_id?: unknown };
  return { ...row, id: id ?? customerId };
};
