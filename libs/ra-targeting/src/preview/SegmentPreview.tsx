import type { Identifier } from 'react-admin';
import { PreviewPanel } from './PreviewPanel.js';
import { useSegmentPreview } from './use-segment-preview.js';

interface SegmentPreviewProps {
  conditions: unknown;
  /** Of the saved segment that the rules are of. */
  id?: Identifier;
}

/** The live preview of a rule tree, by itself. */
export function SegmentPreview({ conditions, id }: SegmentPreviewProps) {
  return <PreviewPanel preview={useSegmentPreview(conditions, id)} conditions={conditions} />;
}
