import type { Identifier } from 'react-admin';
import type { SegmentPreview } from '../data-provider/types.js';
import { useTargeting } from '../data-provider/use-targeting.js';
import { useReadTree } from '../rules/use-fields.js';
import { type LiveAnswer, useLiveAnswer } from '../ui/use-live-answer.js';

/** Counts rules as they are written; nothing is asked while they are not finished. */
export function useSegmentPreview(
  conditions: unknown,
  id?: Identifier,
): LiveAnswer<SegmentPreview> & { isReady: boolean } {
  const targeting = useTargeting();
  const read = useReadTree(conditions);
  const isReady = read?.sentence !== undefined;
  const live = useLiveAnswer(isReady ? JSON.stringify([conditions, id]) : undefined, (signal) =>
    targeting.previewSegment({ conditions, ...(id !== undefined && { id }) }, { signal }),
  );
  return { ...live, isReady };
}
