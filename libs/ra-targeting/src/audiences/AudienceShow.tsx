import {
  Button,
  DeleteWithConfirmButton,
  EditButton,
  Show,
  TopToolbar,
  useRecordContext,
  useResourceDefinitions,
} from 'react-admin';
import SendOutlined from '@mui/icons-material/SendOutlined';
import { Link } from 'react-router-dom';
import type { Audience } from '../data-provider/types.js';
import { HelpButton } from '../help/HelpButton.js';
import { AudiencePage } from './show/AudiencePage.js';

export default function AudienceShow() {
  return (
    <Show component="div" actions={<Actions />} sx={{ '& .RaShow-card': { minWidth: 0 } }}>
      <AudiencePage />
    </Show>
  );
}

const Actions = () => (
  <TopToolbar>
    <HelpButton withLabel />
    <UseInCampaign />
    <EditButton />
    <DeleteWithConfirmButton mutationMode="pessimistic" />
  </TopToolbar>
);

/** To a new campaign of the host with this audience as its target. */
function UseInCampaign() {
  const audience = useRecordContext<Audience>();
  const { campaigns } = useResourceDefinitions();
  if (!audience?.is_active || !campaigns?.hasCreate) return null;
  const search = new URLSearchParams({ source: JSON.stringify({ audience_id: audience.id }) });
  return (
    <Button component={Link} to={`/campaigns/create?${search}`} label="targeting.audiences.use">
      <SendOutlined />
    </Button>
  );
}
