import PeopleAltOutlined from '@mui/icons-material/PeopleAltOutlined';
import { lazy } from 'react';

/** `<Resource {...segments} />` */
export const segments = {
  name: 'segments',
  icon: PeopleAltOutlined,
  recordRepresentation: 'name',
  list: lazy(() => import('./SegmentList.js')),
  create: lazy(() => import('./SegmentCreate.js')),
  edit: lazy(() => import('./SegmentEdit.js')),
  show: lazy(() => import('./SegmentShow.js')),
};
