import type { Names } from 'nest-targeting/rules';
import { useMemo } from 'react';
import { useGetList } from 'react-admin';

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

/** Names of what rules refer to, for sentences. */
export function useNames(): Names {
  const segments = useChoicesOf('segments');
  const lists = useChoicesOf('lists');
  const campaigns = useChoicesOf('campaigns');
  return useMemo(
    () => ({
      segments: new Map(byId(segments)),
      lists: new Map(byId(lists)),
      campaigns: new Map(byId(campaigns).map(([id, name]) => [String(id), name])),
    }),
    [segments, lists, campaigns],
  );
}

const byId = (choices: readonly Choice[]) => choices.map(({ id, name }) => [id, name] as const);
