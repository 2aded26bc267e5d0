import LabelOutlined from '@mui/icons-material/LabelOutlined';
import { lazy } from 'react';

/** `<Resource {...fields} />`: what rules can ask, with its values and what asks it. */
export const fields = {
  name: 'fields',
  icon: LabelOutlined,
  recordRepresentation: 'label',
  list: lazy(() => import('./FieldList.js')),
};
