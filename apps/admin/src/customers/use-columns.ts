import { useQuery } from '@tanstack/react-query';
import { useTargeting } from 'ra-targeting';

/** What the API would make of the columns of a file; nothing is asked before there is one. */
export function useColumns(header: string[] | undefined) {
  const targeting = useTargeting();
  return useQuery({
    queryKey: ['customers', 'columns', header],
    queryFn: ({ signal }) => targeting.customerColumns(header ?? [], { signal }),
    enabled: header !== undefined,
    retry: false,
  });
}
