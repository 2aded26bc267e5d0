import { Box, Card, LinearProgress, Typography } from '@mui/material';
import { type ReactNode, useContext } from 'react';
import { useTranslate } from 'react-admin';
import type { AudiencePreview } from '../../data-provider/types.js';
import type { LiveAnswer } from '../../ui/use-live-answer.js';
import { WhileCurrent } from '../../ui/WhileCurrent.js';
import { LiveContext } from '../builder/LiveContext.js';
import { AudienceHints } from './AudienceHints.js';
import { LedgerTable } from './LedgerTable.js';
import { PreviewCount } from './PreviewCount.js';
import { PreviewFailure } from './PreviewFailure.js';
import { SampleList } from './SampleList.js';

interface PreviewCardProps {
  live: LiveAnswer<AudiencePreview>;
  /** Opens what is known about a customer of the sample. */
  onExplain?: (customerId: number | string) => void;
  children?: ReactNode;
}

/** A preview that is asked for elsewhere. */
export function PreviewCard({ live, onExplain, children }: PreviewCardProps) {
  const translate = useTranslate();
  const { answer, isCurrent, isAsking, error } = live;
  const isBuilding = useContext(LiveContext) !== undefined;
  return (
    <Card component="section" aria-label={translate('targeting.reach.title')} sx={{ position: 'relative' }}>
      <Box sx={{ position: 'absolute', inset: '0 0 auto', height: 3 }}>
        {isAsking && <LinearProgress aria-label={translate('targeting.reach.asking')} sx={{ height: 3 }} />}
      </Box>
      <Box sx={{ p: 2.5, display: 'grid', gap: 2.5 }}>
        <PreviewCount live={live} />
        {error !== undefined && <PreviewFailure error={error} onRetry={live.retry} />}
        {!isBuilding && <AudienceHints live={live} />}
        {answer && error === undefined && (
          <WhileCurrent isCurrent={isCurrent} sx={{ display: 'grid', gap: 2.5 }}>
            <LedgerTable ledger={answer.ledger} />
            {children}
            <div>
              <Typography variant="h3" component="h3" gutterBottom>
                {translate('targeting.reach.sample', { smart_count: answer.sample.length })}
              </Typography>
              <SampleList people={answer.sample} ledger={answer.ledger} onExplain={onExplain} />
            </div>
          </WhileCurrent>
        )}
        {/* Where they come and go with every edit, nothing is below them that they could push. */}
        {isBuilding && <AudienceHints live={live} />}
      </Box>
    </Card>
  );
}
