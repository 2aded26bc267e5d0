import UploadFileOutlined from '@mui/icons-material/UploadFileOutlined';
import { lazy } from 'react';

/** `<Resource {...imports} />` */
export const imports = {
  name: 'imports',
  icon: UploadFileOutlined,
  recordRepresentation: 'file_name',
  list: lazy(() => import('./ImportList.js')),
  show: lazy(() => import('./ImportShow.js')),
};
