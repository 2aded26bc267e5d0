import AdjustOutlined from '@mui/icons-material/AdjustOutlined';
import { lazy } from 'react';

/** `<Resource {...audiences} />` */
export const audiences = {
  name: 'audiences',
  icon: AdjustOutlined,
  recordRepresentation: 'name',
  list: lazy(() => import('./AudienceList.js')),
  create: lazy(() => import('./AudienceCreate.js')),
  show: lazy(() => import('./AudienceShow.js')),
  edit: lazy(() => import('./AudienceEdit.js')),
};
