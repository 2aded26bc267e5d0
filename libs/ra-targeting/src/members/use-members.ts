import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { KeysetPage } from '../data-provider/custom-methods.js';
import { useTargeting } from '../data-provider/use-targeting.js';

const perPage = 50;

const keyOf = (path: string) => path.split('/');

/** A long list by pages, each after the one before. */
export function useKeysetList<T>(path: string, q: string) {
  const targeting = useTargeting();
  const query = useInfiniteQuery({
    // Beside the resource, so that a change of it asks anew.
    queryKey: [...keyOf(path), q],
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

/** Asks for a long list anew when what it is known to depend on is another. */
export function useAskedAnew(path: string, cause: unknown) {
  const client = useQueryClient();
  const known = useRef(cause);
  useEffect(() => {
    if (known.current === cause) return;
    known.current = cause;
    void client.invalidateQueries({ queryKey: keyOf(path) });
  }, [client, path, cause]);
}

/** Recipients are named by the customer they are. */
const withId = <T>(row: T): T => {
  const { id, customer_id: customerId } = row as { id?: unknown; customer_id?: unknown };
  return { ...row, id: id ?? customerId };
};
