import { type Theme, useMediaQuery } from '@mui/material';
import type { ReactNode } from 'react';

interface ListBodyProps {
  /** What stands in place of the table where there is no room for one. */
  phone: ReactNode;
  children: ReactNode;
}

/** A table, or on a phone a list of short entries. */
export function ListBody({ phone, children }: ListBodyProps) {
  const isPhone = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'));
  return <>{isPhone ? phone : children}</>;
}
