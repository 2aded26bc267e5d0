import { type RaRecord, useGetList } from 'react-admin';
import { usePaused } from '../ui/use-paused.js';

/** What can be picked: anything with a name; a customer has an address, a segment a size. */
export interface Found extends RaRecord {
  name?: string | null;
  email?: string | null;
  description?: string;
  customer_count?: number | null;
}

/**
 * Searches a resource while somebody types, after a short pause. Until the answer is there, what was found before is
 * offered as far as it fits what is typed: who types quickly and presses Enter must not pick something else.
 */
export function useFound(resource: string, text: string, enabled: boolean, filter: object = {}) {
  const typed = text.trim();
  const q = usePaused(typed);
  const {
    data = [],
    isFetching,
    isPlaceholderData,
  } = useGetList<Found>(
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
  const isCurrent = q === typed && !isPlaceholderData;
  return {
    found: isCurrent ? data : data.filter((record) => fits(record, typed)),
    isLoading: isFetching || !isCurrent,
  };
}

const fits = ({ name, email }: Found, typed: string): boolean =>
  [name, email].some((text) => text?.toLowerCase().includes(typed.toLowerCase()));
