import { useRecordContext } from 'react-admin';
import type { Impact } from '../../data-provider/history-types.js';
import type { Segment } from '../../data-provider/types.js';
import { useTargeting } from '../../data-provider/use-targeting.js';
import { useReadTree } from '../../rules/use-fields.js';
import { type LiveAnswer, useLiveAnswer } from '../../ui/use-live-answer.js';

export type LiveImpact = LiveAnswer<Impact> & {
  /** Whether the rules are others than those that are saved. */
  isChanged: boolean;
  /** Whether they can be counted. */
  isReady: boolean;
};

/** What the rules in the form would change of the saved segment they are of. */
export function useImpact(conditions: unknown): LiveImpact {
  const targeting = useTargeting();
  const segment = useRecordContext<Segment>();
  const id = segment?.id;
  const question = JSON.stringify([id, conditions]);
  const isChanged = segment !== undefined && question !== JSON.stringify([id, segment.conditions]);
  const isReady = useReadTree(conditions)?.sentence !== undefined;
  const live = useLiveAnswer(
    isChanged && isReady ? question : undefined,
    (signal) => targeting.impact(id ?? 0, conditions, { signal }),
    500,
  );
  return { ...live, isChanged, isReady };
}
