import { Alert, Box, Card, Typography } from '@mui/material';
import {
  type Audience,
  type AudiencePreview,
  type Campaign,
  type LiveAnswer,
  PreviewCard,
  ReviewedDrift,
  type Segment,
  useDrift,
  useLiveAnswer,
  useTargeting,
} from 'ra-targeting';
import { useEffect } from 'react';
import { useGetOne, useTranslate } from 'react-admin';
import { CampaignHead } from './CampaignHead.js';
import { draftsWithin, DraftWarning } from './DraftWarning.js';
import { SendButton } from './SendButton.js';

/** Who would get it, how many, and what keeps out whom; from here it is sent. */
export function ReviewPage({ campaign }: { campaign: Campaign }) {
  const translate = useTranslate();
  const targeting = useTargeting();
  const { id, segment_id: segment, audience_id: audience } = campaign;
  const resource = segment === null ? 'audiences' : 'segments';
  const { data: target } = useGetOne<Segment | Audience>(resource, { id: segment ?? audience ?? 0 });
  const live = useLiveAnswer(
    JSON.stringify([id, segment, audience]),
    (signal) => targeting.previewCampaign(id, { signal }),
    0,
  );
  const isReady = live.isCurrent && target?.is_active && draftsWithin(live.answer?.warnings).length === 0;
  const { data: drift } = useDrift(id);
  const { answer, isCurrent, retry } = live;
  // It is asked for again and again: when it knows another number, the preview is an old one.
  const isOld =
    drift && answer && isCurrent && isAfter(drift.now, answer) && drift.now.count !== answer.count;
  useEffect(() => {
    if (isOld) retry();
  }, [isOld, retry]);
  return (
    <Box sx={{ maxWidth: 1100 }}>
      <CampaignHead campaign={campaign} />
      {campaign.status === 'failed' && (
        <Alert severity="error" variant="outlined" sx={{ mb: 2 }}>
          {translate('campaigns.failed')}
        </Alert>
      )}
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 320px' },
        }}
      >
        <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
          {target && <ReviewedDrift id={id} target={{ resource, id: target.id }} />}
          <PreviewCard live={withoutDrafts(live)} />
        </Box>
        <Card sx={{ p: 2.5, position: { lg: 'sticky' }, top: 72, order: { xs: -1, lg: 0 } }}>
          <Typography variant="h2" sx={{ mb: 0.5 }}>
            {translate('campaigns.ready')}
          </Typography>
          <Typography variant="body2" color="textSecondary" sx={{ mb: 2 }}>
            {translate('campaigns.readyText')}
          </Typography>
          {target && <DraftWarning resource={resource} target={target} warnings={live.answer?.warnings} />}
          <SendButton campaign={campaign} preview={isReady ? live.answer : undefined} />
        </Card>
      </Box>
    </Box>
  );
}

/** They stand beside the button that they disable. */
function withoutDrafts({ answer, ...live }: LiveAnswer<AudiencePreview>): LiveAnswer<AudiencePreview> {
  if (!answer) return live;
  const drafts = draftsWithin(answer.warnings);
  return {
    ...live,
    answer: { ...answer, warnings: answer.warnings?.filter((one) => !drafts.includes(one)) },
  };
}

const isAfter = (one: { as_of: string }, other: { as_of: string }): boolean =>
  Date.parse(one.as_of) > Date.parse(other.as_of);
