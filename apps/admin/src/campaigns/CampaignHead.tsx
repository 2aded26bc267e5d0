import { Box, Typography } from '@mui/material';
import { type Campaign, StatusField } from 'ra-targeting';
import { ReferenceField, useTranslate } from 'react-admin';

/** What it is called, where it stands, and who it goes to. */
export function CampaignHead({ campaign }: { campaign: Campaign }) {
  const translate = useTranslate();
  const isSegment = campaign.segment_id !== null;
  return (
    <Box sx={{ mb: 2 }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'baseline', flexWrap: 'wrap' }}>
        <Typography variant="h1" component="h2">
          {campaign.name}
        </Typography>
        <StatusField status={campaign.status} />
      </Box>
      <Typography
        component="div"
        color="textSecondary"
        sx={{ mt: 0.5, display: 'flex', gap: 0.75, flexWrap: 'wrap' }}
      >
        {translate(isSegment ? 'campaigns.toSegment' : 'campaigns.toAudience')}
        {isSegment ? (
          <ReferenceField source="segment_id" reference="segments" link="show" />
        ) : (
          <ReferenceField source="audience_id" reference="audiences" link="show" />
        )}
      </Typography>
    </Box>
  );
}
