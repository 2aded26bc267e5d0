import type { Audience } from '../../data-provider/types.js';
import { PreviewCard } from './PreviewCard.js';
import { useAudiencePreview } from './use-audience-preview.js';

/** Who an audience reaches as it stands, saved or not: the count, how it comes about, ten samples. Counts anew by itself. */
export function AudiencePreviewPanel({ audience }: { audience: Partial<Audience> }) {
  return <PreviewCard live={useAudiencePreview(audience)} />;
}
