import { useMemo } from 'react';
import { useGetList } from 'react-admin';
import type { Names } from './read-tree.js';

interface Choice {
  id: number;
  name: string;
  customer_count?: number | null;
}

const all = { pagination: { page: 1, perPage: 1000 }, sort: { field: 'name', order: 'ASC' } } as const;
const newest = { pagination: { page: 1, perPage: 200 }, sort: { field: 'id', order: 'DESC' } } as const;

/** What a rule can refer to, by name. */
export function useChoicesOf(resource: 'segments' | 'lists' | 'campaigns'): Choice[] {
  const { data = [] } = useGetList<Choice>(resource, resource === 'campaigns' ? newest : all, {
    staleTime: 30_000,
  });
  return data;
}

/** Names of the segments and lists, for sentences. */
export function useNames(): Names {
  const segments = useChoicesOf('segments');
  const lists = useChoicesOf('lists');
  return useMemo(() => ({ segments: byId(segments), lists: byId(lists) }), [segments, lists]);
}

const byId = (choices: readonly Choice[]) => new Map(choices.map(({ id, name }) => [id, name]));
