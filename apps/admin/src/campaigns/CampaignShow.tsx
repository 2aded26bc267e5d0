import { ActivityButton, type Campaign } from 'ra-targeting';
import { DeleteWithConfirmButton, EditButton, Show, TopToolbar, useRecordContext } from 'react-admin';
import { DuplicateButton } from './DuplicateButton.js';
import { ReviewPage } from './ReviewPage.js';
import { SentPage } from './SentPage.js';

/** Before it is sent: what would happen. Afterwards: what has happened. */
export default function CampaignShow() {
  return (
    <Show component="div" actions={<Actions />} queryOptions={{ refetchInterval: whileSending }}>
      <Body />
    </Show>
  );
}

const whileSending = ({ state }: { state: { data?: Campaign } }) =>
  state.data?.status === 'sending' ? 1000 : false;

function Body() {
  const campaign = useRecordContext<Campaign>();
  if (!campaign) return null;
  return campaign.status === 'draft' || campaign.status === 'failed' ? (
    <ReviewPage campaign={campaign} />
  ) : (
    <SentPage campaign={campaign} />
  );
}

/** What was sent stays as it was; it can be sent again as a copy. */
function Actions() {
  const campaign = useRecordContext<Campaign>();
  const canChange = campaign?.status === 'draft' || campaign?.status === 'failed';
  return (
    <TopToolbar>
      <ActivityButton kind="campaign" />
      <DuplicateButton />
      {canChange && <EditButton />}
      {canChange && <DeleteWithConfirmButton mutationMode="pessimistic" />}
    </TopToolbar>
  );
}
