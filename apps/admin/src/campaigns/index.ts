import SendOutlined from '@mui/icons-material/SendOutlined';
import { lazy } from 'react';

export const campaigns = {
  name: 'campaigns',
  icon: SendOutlined,
  recordRepresentation: 'name',
  list: lazy(() => import('./CampaignList.js')),
  create: lazy(() => import('./CampaignCreate.js')),
  edit: lazy(() => import('./CampaignEdit.js')),
  show: lazy(() => import('./CampaignShow.js')),
};
