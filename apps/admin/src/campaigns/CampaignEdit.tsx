import { type Campaign, FreshRecord } from 'ra-targeting';
import { Edit, useRecordContext } from 'react-admin';
import { CampaignForm } from './CampaignForm.js';

export default function CampaignEdit() {
  return (
    <Edit redirect="show" component="div" mutationMode="pessimistic" actions={false} sx={{ mt: 2 }}>
      <FreshRecord>
        <Body />
      </FreshRecord>
    </Edit>
  );
}

function Body() {
  const campaign = useRecordContext<Campaign>();
  return <CampaignForm save="ra.action.save" isSent={campaign?.status !== 'draft'} />;
}
