import { Box, Button, Card, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { SegmentPreview } from '../data-provider/types.js';
import type { LiveAnswer } from '../ui/use-live-answer.js';
import { WhileCurrent } from '../ui/WhileCurrent.js';
import { Funnel } from './Funnel.js';
import { PreviewNumber } from './PreviewNumber.js';
import { RuleHints } from './RuleHints.js';
import { Sample } from './Sample.js';

interface PreviewPanelProps {
  preview: LiveAnswer<SegmentPreview> & { isReady: boolean };
  conditions: unknown;
  /** Opens the explanation of a person, or without one a choice among all. */
  onExplain?: (person?: SegmentPreview['sample'][number]) => void;
}

/** Who the rules find, now: the number, its share, step by step, ten of them. Keeps its place while it counts. */
export function PreviewPanel({ preview, conditions, onExplain }: PreviewPanelProps) {
  const translate = useTranslate();
  const { answer, isCurrent, error, retry } = preview;
  return (
    <Card component="section" aria-label={translate('targeting.preview.title')} sx={{ p: 2.5 }}>
      <Typography variant="h3" component="h2" color="textSecondary" sx={{ mb: 1 }}>
        {translate('targeting.preview.title')}
      </Typography>
      <PreviewNumber preview={preview} />
      {error !== undefined && (
        <Box role="alert" sx={{ mb: 2, color: 'error.main' }}>
          <Typography variant="body2">{translate('targeting.preview.failed')}</Typography>
          <Typography variant="caption" sx={{ display: 'block' }}>
            {(error as Error).message}
          </Typography>
          <Button size="small" onClick={retry} sx={{ mt: 0.5, ml: -0.5 }}>
            {translate('targeting.preview.retry')}
          </Button>
        </Box>
      )}
      <RuleHints warnings={error === undefined ? answer?.warnings : undefined} isCurrent={isCurrent} />
      {answer && error === undefined && (
        <WhileCurrent isCurrent={isCurrent}>
          <Funnel preview={answer} conditions={conditions} isCurrent={isCurrent} />
          <Sample people={answer.sample} onExplain={isCurrent ? onExplain : undefined} />
        </WhileCurrent>
      )}
      {onExplain && preview.isReady && (
        <Button size="small" onClick={() => onExplain()} sx={{ mt: 1, ml: -0.5 }}>
          {translate('targeting.explain.check')}
        </Button>
      )}
    </Card>
  );
}
