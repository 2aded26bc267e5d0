import { Box } from '@mui/material';
import { useContext } from 'react';
import { useTranslate } from 'react-admin';
import type { AudiencePreview } from '../../data-provider/types.js';
import { HintSummary } from '../../hints/HintSummary.js';
import type { LiveAnswer } from '../../ui/use-live-answer.js';
import { LiveContext } from '../builder/LiveContext.js';
import { placeInWords } from './place-in-words.js';

/** What is perhaps not meant with an audience: in the builder with the way to each line. */
export function AudienceHints({ live: { answer, isCurrent, error } }: { live: LiveAnswer<AudiencePreview> }) {
  const translate = useTranslate();
  const isBuilding = useContext(LiveContext) !== undefined;
  const placeOf = (path: string) =>
    path === '' ? translate('targeting.hints.whole') : placeInWords(path, translate);
  return (
    <Box sx={{ position: 'relative' }}>
      <HintSummary
        warnings={(error === undefined && answer?.warnings) || []}
        isCurrent={isCurrent}
        placeOf={isBuilding ? placeOf : undefined}
      />
    </Box>
  );
}
