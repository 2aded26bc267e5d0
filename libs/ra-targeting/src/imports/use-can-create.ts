import { useQuery } from '@tanstack/react-query';
import { useTargeting } from '../data-provider/use-targeting.js';

/** Whether the host makes customers of addresses that nobody has yet. */
export function useCanCreate(): boolean {
  const targeting = useTargeting();
  const { data } = useQuery({
    queryKey: ['fields'],
    queryFn: ({ signal }) => targeting.fields({ signal }),
    staleTime: 60_000,
  });
  return data?.can_create_customers === true;
}
