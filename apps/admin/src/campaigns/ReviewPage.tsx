import { Alert, Box, Card, Typography } from '@mui/material';
import {
  type Audience,
  type AudiencePreview,
  type Campaign,
  type Explained,
  ExplainablePreview,
  type LiveAnswer,
  ReviewedDrift,
  type Segment,
  useDrift,
  useLiveAnswer,
  useTargeting,
} from 'ra-targeting';
import { useEffect } from 'react';
import { useGetOne, useTranslate } from 'react-admin';
import { CampaignHead } from './CampaignHead.js';
import { SendButton } from './SendButton.js';
import { obstaclesIn, UnreadyWarning } from './UnreadyWarning.js';

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
  const { answer, isCurrent, retry } = live;
  const hasObstacles = obstaclesIn(answer?.warnings).length > 0;
  const isReady = isCurrent && target?.is_active && !hasObstacles;
  const { data: drift } = useDrift(id);
  // It is asked for again and again: when it knows another number, the preview is an old one. What was in the way may be gone, too.
  const isOld =
    drift &&
    answer &&
    isCurrent &&
    isAfter(drift.now, answer) &&
    (hasObstacles || drift.now.count !== answer.count);
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
          <ExplainablePreview explained={explainedOf(campaign)} live={withoutObstacles(live)} />
        </Box>
        <Card sx={{ p: 2.5, position: { lg: 'sticky' }, top: 72, order: { xs: -1, lg: 0 } }}>
          <Typography variant="h2" sx={{ mb: 0.5 }}>
            {translate('campaigns.ready')}
          </Typography>
          <Typography variant="body2" color="textSecondary" sx={{ mb: 2 }}>
            {translate('campaigns.readyText')}
          </Typography>
          {target && <UnreadyWarning resource={resource} target={target} warnings={answer?.warnings} />}
          <SendButton campaign={campaign} preview={isReady ? answer : undefined} />
        </Card>
      </Box>
    </Box>
  );
}

/** They stand beside the button that they disable. */
function withoutObstacles({ answer, ...live }: LiveAnswer<AudiencePreview>): LiveAnswer<AudiencePreview> {
  if (!answer) return live;
  const obstacles = obstaclesIn(answer.warnings);
  return {
    ...live,
    answer: { ...answer, warnings: answer.warnings?.filter((one) => !obstacles.includes(one)) },
  };
}

/** A segment as a target is the audience of it alone. */
const explainedOf = ({ segment_id: segment, audience_id: audience }: Campaign): Explained =>
  audience === null
    ? { target: 'audiences', draft: { include_segments: [segment] } }
    : { target: 'audiences', id: audience };

const isAfter = (one: { as_of: string }, other: { as_of: string }): boolean =>
  Date.parse(one.as_of) > Date.parse(other.as_of);
