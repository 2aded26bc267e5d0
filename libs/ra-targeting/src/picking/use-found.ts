import { useEffect, useState } from 'react';
import { type RaRecord, useGetList } from 'react-admin';

/** What can be picked: anything with a name; a customer has an address, a segment a size. */
export interface Found extends RaRecord {
  name?: string | null;
  email?: string | null;
  description?: string;
  customer_count?: number | null;
}

/** Searches a resource while somebody types, after a short pause. */
export function useFound(resource: string, text: string, enabled: boolean, filter: object = {}) {
  const q = usePaused(text.trim(), 200);
  const { data, isFetching } = useGetList<Found>(
    resource,
    {
      filter: { ...filter, q: q || undefined },
      pagination: { page: 1, perPage: 30 },
      sort: {
        field: resource === 'campaigns' ? 'id' : 'name',
        order: resource === 'campaigns' ? 'DESC' : 'ASC',
      },
    },
    { enabled, placeholderData: (before) => before },
  );
  return { found: data ?? [], isLoading: isFetching };
}

function usePaused<T>(value: T, pause: number): T {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return paused;
}
