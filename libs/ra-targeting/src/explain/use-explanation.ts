import { useQuery } from '@tanstack/react-query';
import type { Identifier } from 'react-admin';
import type { Target } from '../data-provider/custom-methods.js';
import { useTargeting } from '../data-provider/use-targeting.js';

/** What is explained: a saved segment or audience by its id, or a draft of one as the API takes it for a preview. */
export type Explained = { target: Target } & (
  { id: Identifier; draft?: undefined } | { id?: undefined; draft: object }
);

/** Why a customer is in, or is not. */
export function useExplanation({ target, id, draft }: Explained, customerId: Identifier) {
  const targeting = useTargeting();
  return useQuery({
    queryKey: [target, id ?? draft, 'explain', customerId],
    queryFn: ({ signal }) =>
      draft
        ? targeting.explainDraft(target, draft, customerId, { signal })
        : targeting.explain(target, id, customerId, { signal }),
  });
}
