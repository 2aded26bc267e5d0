import { Box, LinearProgress, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { SegmentPreview } from '../data-provider/types.js';
import type { LiveAnswer } from '../ui/use-live-answer.js';

interface PreviewNumberProps {
  preview: LiveAnswer<SegmentPreview> & { isReady: boolean };
}

/** The count as one large number; only the current one is read out. */
export function PreviewNumber({ preview }: PreviewNumberProps) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { answer, isCurrent, isAsking, isReady, error } = preview;
  const share = answer && answer.total > 0 ? answer.count / answer.total : 0;
  const percent = share.toLocaleString(locale, {
    style: 'percent',
    maximumFractionDigits: share < 0.1 ? 1 : 0,
  });
  const total = answer?.total.toLocaleString(locale);
  const note = () => {
    if (!isReady) return translate('targeting.preview.unfinished');
    if (isAsking) return translate('targeting.preview.counting');
    if (error !== undefined) return answer ? translate('targeting.preview.stale') : '';
    return translate('targeting.preview.ofAll', { percent, total });
  };
  return (
    <Box aria-live="polite" aria-atomic sx={{ mb: 2 }}>
      <Typography
        data-testid="preview-count"
        data-current={isCurrent}
        component="p"
        aria-hidden={!isCurrent}
        sx={{
          fontSize: '2.5rem',
          fontWeight: 650,
          letterSpacing: '-0.03em',
          lineHeight: 1.15,
          minHeight: '2.9rem',
          color: isCurrent ? 'text.primary' : 'text.disabled',
          textDecoration: error !== undefined ? 'line-through' : 'none',
        }}
      >
        {answer ? answer.count.toLocaleString(locale) : '–'}
      </Typography>
      <Typography variant="caption" color="textSecondary" sx={{ display: 'block', minHeight: '1.45em' }}>
        {note()}
      </Typography>
      <LinearProgress
        aria-hidden
        // Anew for the answer: it would shrink to its share from the whole.
        key={String(isAsking)}
        variant={isAsking ? 'indeterminate' : 'determinate'}
        value={isCurrent ? share * 100 : 0}
        sx={{ mt: 1, height: 6, borderRadius: 3, backgroundColor: 'action.selected' }}
      />
    </Box>
  );
}
