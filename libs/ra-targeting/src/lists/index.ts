import ListAltOutlined from '@mui/icons-material/ListAltOutlined';
import { lazy } from 'react';

/** `<Resource {...lists} />` */
export const lists = {
  name: 'lists',
  icon: ListAltOutlined,
  recordRepresentation: 'name',
  list: lazy(() => import('./ListList.js')),
  create: lazy(() => import('./ListCreate.js')),
  edit: lazy(() => import('./ListEdit.js')),
  show: lazy(() => import('./ListShow.js')),
};
