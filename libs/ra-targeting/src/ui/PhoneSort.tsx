import { type Theme, useMediaQuery } from '@mui/material';
import { SortButton } from 'react-admin';

/** Where there is no table, whose heads sort it. */
export function PhoneSort({ fields }: { fields: string[] }) {
  const isPhone = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'));
  return isPhone ? <SortButton fields={fields} /> : null;
}
