import type { Audience, AudiencePreview } from '../../data-provider/types.js';
import { useTargeting } from '../../data-provider/use-targeting.js';
import { type LiveAnswer, useLiveAnswer } from '../../ui/use-live-answer.js';
import { definitionOf } from '../definition.js';

/** Counts an audience, saved or not, whenever its definition changes; its name makes no difference. */
export function useAudiencePreview(audience: Partial<Audience>): LiveAnswer<AudiencePreview> {
  const targeting = useTargeting();
  const question = JSON.stringify({ ...definitionOf(audience), id: audience.id });
  return useLiveAnswer(question, (signal) =>
    targeting.previewAudience(JSON.parse(question) as Partial<Audience>, { signal }),
  );
}
