import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useTargeting } from '../../data-provider/use-targeting.js';
import { useScope } from '../BuilderContext.js';

/** The most frequent values of a field that contain a text. */
export function useFieldValues(name: string, q: string, isOpen: boolean) {
  const targeting = useTargeting();
  const { event } = useScope();
  const text = useDeferredValue(q);
  const { data = [], isFetching } = useQuery({
    queryKey: ['fields', 'values', name, event, text],
    queryFn: ({ signal }) => targeting.fieldValues(name, { q: text, event, signal }),
    enabled: isOpen,
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
  return { values: data, isFetching };
}
