import { Create } from 'react-admin';
import { CampaignForm } from './CampaignForm.js';

export default function CampaignCreate() {
  return (
    <Create redirect="show" component="div" sx={{ mt: 2 }}>
      <CampaignForm save="campaigns.review" />
    </Create>
  );
}
