import PeopleAltOutlined from '@mui/icons-material/PeopleAltOutlined';
import { lazy } from 'react';
import { Route } from 'react-router-dom';

const OverlapPage = lazy(() => import('../overlap/OverlapPage.js'));

/** `<Resource {...segments} />`; at `/segments/overlap?ids=1,2` several of them are compared. */
export const segments = {
  name: 'segments',
  icon: PeopleAltOutlined,
  recordRepresentation: 'name',
  list: lazy(() => import('./SegmentList.js')),
  create: lazy(() => import('./SegmentCreate.js')),
  edit: lazy(() => import('./SegmentEdit.js')),
  show: lazy(() => import('./SegmentShow.js')),
  children: <Route path="overlap" element={<OverlapPage />} />,
};
