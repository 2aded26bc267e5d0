import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Identifier } from 'react-admin';
import { useTargeting } from '../data-provider/use-targeting.js';

const EVERY = 15_000;

const keyOf = (id: Identifier) => ['campaigns', id, 'drift'];

/** What has moved of a campaign since it was reviewed; asked again and again while it can still move. */
export function useDrift(id: Identifier, isSent = false) {
  const targeting = useTargeting();
  return useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => targeting.campaignDrift(id, { signal }),
    refetchInterval: isSent ? false : EVERY,
  });
}

/** Remembers who would get a campaign now: by itself at its first review, and whenever somebody says so. */
export function useReview(id: Identifier) {
  const targeting = useTargeting();
  const client = useQueryClient();
  const { data } = useDrift(id);
  const review = useMutation({
    mutationFn: () => targeting.reviewCampaign(id),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(id) }),
  });
  const { mutate, isIdle } = review;
  const isFirst = data?.reviewed === null;
  useEffect(() => {
    if (isFirst && isIdle) mutate();
  }, [isFirst, isIdle, mutate]);
  return review;
}
