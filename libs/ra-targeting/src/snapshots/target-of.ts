import { useGetOne } from 'react-admin';
import type { Audience, Segment, Snapshot } from '../data-provider/types.js';

/** What was frozen: an audience, or a segment that a campaign goes to by itself. */
export const targetOf = ({ audience_id: audience, segment_id: segment }: Snapshot) =>
  audience === null
    ? { resource: 'segments' as const, id: segment ?? 0 }
    : { resource: 'audiences' as const, id: audience };

/** It, as it is now; nothing when it is gone. */
export function useTarget(snapshot: Snapshot) {
  const { resource, id } = targetOf(snapshot);
  const { data, isPending } = useGetOne<Segment | Audience>(resource, { id }, { retry: false });
  return { resource, id, target: data, isPending };
}
