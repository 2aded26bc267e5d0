import { Alert, Box, Card, Typography } from '@mui/material';
import { type Campaign, PreviewCard, useLiveAnswer, useTargeting } from 'ra-targeting';
import { useTranslate } from 'react-admin';
import { CampaignHead } from './CampaignHead.js';
import { SendButton } from './SendButton.js';

/** Who would get it, how many, and what keeps out whom; from here it is sent. */
export function ReviewPage({ campaign }: { campaign: Campaign }) {
  const translate = useTranslate();
  const targeting = useTargeting();
  const { id, segment_id: segment, audience_id: audience } = campaign;
  const live = useLiveAnswer(
    JSON.stringify([id, segment, audience]),
    (signal) => targeting.previewCampaign(id, { signal }),
    0,
  );
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
        <PreviewCard live={live} />
        <Card sx={{ p: 2.5, position: { lg: 'sticky' }, top: 72, order: { xs: -1, lg: 0 } }}>
          <Typography variant="h2" sx={{ mb: 0.5 }}>
            {translate('campaigns.ready')}
          </Typography>
          <Typography variant="body2" color="textSecondary" sx={{ mb: 2 }}>
            {translate('campaigns.readyText')}
          </Typography>
          <SendButton campaign={campaign} preview={live.isCurrent ? live.answer : undefined} />
        </Card>
      </Box>
    </Box>
  );
}
