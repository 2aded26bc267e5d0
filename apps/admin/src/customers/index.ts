import PersonOutlined from '@mui/icons-material/PersonOutlined';
import { lazy } from 'react';

export const customers = {
  name: 'customers',
  icon: PersonOutlined,
  recordRepresentation: ({ name, email, id }: { name?: string; email?: string; id: number }) =>
    name ?? email ?? `#${id}`,
  list: lazy(() => import('./CustomerList.js')),
  create: lazy(() => import('./CustomerCreate.js')),
  edit: lazy(() => import('./CustomerEdit.js')),
  show: lazy(() => import('./CustomerShow.js')),
};
