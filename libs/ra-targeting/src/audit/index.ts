import HistoryIcon from '@mui/icons-material/History';
import { lazy } from 'react';

/** `<Resource {...audit} />`: who did what. */
export const audit = {
  name: 'audit',
  icon: HistoryIcon,
  list: lazy(() => import('./AuditList.js')),
};
