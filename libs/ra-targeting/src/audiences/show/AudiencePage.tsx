import { Alert, Box, Card, Typography } from '@mui/material';
import { useState } from 'react';
import {
  ReferenceField,
  TabbedShowLayout,
  TabbedShowLayoutTabs,
  useRecordContext,
  useResourceDefinitions,
  useTranslate,
} from 'react-admin';
import type { Audience, Member } from '../../data-provider/types.js';
import { ExplainDialog } from '../../explain/ExplainDialog.js';
import { StatusField } from '../../ui/StatusField.js';
import { History } from '../../versions/History.js';
import { ExcludesField, IncludesField } from '../DefinitionChips.js';
import { AudienceMembers } from './AudienceMembers.js';
import { AudienceNow } from './AudienceNow.js';
import { AudienceSnapshots } from './AudienceSnapshots.js';

export type Ask = (person: Member | true) => void;

/** An audience as it is: what it is made of, who that is and why, and what was frozen of it. */
export function AudiencePage() {
  const audience = useRecordContext<Audience>();
  const translate = useTranslate();
  const [asked, setAsked] = useState<Member | true>();
  if (!audience) return null;
  const { id, problems = [] } = audience;
  return (
    <>
      <Head />
      {problems.length > 0 && (
        <Alert severity="error" variant="outlined" sx={{ mb: 2 }}>
          <strong>{translate('targeting.audiences.problems')}</strong>
          {problems.map(({ path, message }) => (
            <div key={path}>{message}</div>
          ))}
        </Alert>
      )}
      <TabbedShowLayout
        tabs={<TabbedShowLayoutTabs variant="scrollable" allowScrollButtonsMobile />}
        sx={{ '& .RaTabbedShowLayout-content': { px: 0 } }}
      >
        <TabbedShowLayout.Tab label="targeting.audiences.tabs.now">
          <AudienceNow onAsk={setAsked} />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label="targeting.audiences.tabs.members" path="members">
          <AudienceMembers onAsk={setAsked} />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label="targeting.audiences.tabs.snapshots" path="snapshots">
          <AudienceSnapshots />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label="targeting.versions.tab" path="history">
          <History target="audiences" />
        </TabbedShowLayout.Tab>
      </TabbedShowLayout>
      {asked && (
        <ExplainDialog
          target="audiences"
          id={id}
          person={asked === true ? undefined : asked}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

function Head() {
  const audience = useRecordContext<Audience>();
  const translate = useTranslate();
  const { campaigns } = useResourceDefinitions();
  if (!audience) return null;
  return (
    <Card sx={{ p: 2.5, mb: 1 }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'baseline', flexWrap: 'wrap' }}>
        <Typography variant="h1" component="h2">
          {audience.name}
        </Typography>
        <StatusField />
      </Box>
      {audience.description && (
        <Typography color="textSecondary" sx={{ mt: 0.5, maxWidth: '75ch' }}>
          {audience.description}
        </Typography>
      )}
      <Box component="dl" sx={facts}>
        <dt>{translate('resources.audiences.fields.includes')}</dt>
        <dd>
          <IncludesField />
        </dd>
        <dt>{translate('resources.audiences.fields.excludes')}</dt>
        <dd>
          <ExcludesField />
        </dd>
        {campaigns && audience.campaign_id !== null && (
          <>
            <dt>{translate('targeting.audiences.usedBy')}</dt>
            <dd>
              <ReferenceField source="campaign_id" reference="campaigns" link="show" />
            </dd>
          </>
        )}
      </Box>
    </Card>
  );
}

const facts = {
  display: 'grid',
  gridTemplateColumns: { xs: '1fr', sm: 'max-content 1fr' },
  columnGap: 2,
  rowGap: { xs: 0.25, sm: 1 },
  m: 0,
  mt: 2,
  fontSize: '0.875rem',
  '& dt': { color: 'text.secondary' },
  '& dd': { m: 0, mb: { xs: 1, sm: 0 } },
};
