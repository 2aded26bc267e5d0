import AcUnitOutlined from '@mui/icons-material/AcUnitOutlined';
import { lazy } from 'react';

/** `<Resource {...snapshots} />`: what was frozen, each on a page of its own. */
export const snapshots = {
  name: 'snapshots',
  icon: AcUnitOutlined,
  recordRepresentation: ({ id }: { id: number }) => `#${id}`,
  show: lazy(() => import('./SnapshotShow.js')),
};
