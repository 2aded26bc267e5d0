import { Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { Identifier } from 'react-admin';
import type { LedgerExclusion, LedgerSource } from '../../data-provider/types.js';
import { useNumber } from '../../ui/use-number.js';
import { useExclusionLine, useSourceLine } from './LiveContext.js';

/** How many a source has, beside its name. */
export function SourceNumber({ kind, id }: { kind: LedgerSource['kind']; id?: Identifier }) {
  const line = useSourceLine(kind, id);
  const number = useNumber();
  return <Slot>{line && number(line.count)}</Slot>;
}

/** How many an exclusion keeps out. */
export function ExclusionNumber({ kind, id }: { kind: LedgerExclusion['kind']; id?: Identifier }) {
  const line = useExclusionLine(kind, id);
  return <Slot>{line && <Removed count={line.removed} />}</Slot>;
}

/** A number with its sign; zero has none. */
export function Removed({ count }: { count: number }) {
  const number = useNumber();
  return <>{number(0 - count).replace('-', '−')}</>;
}

/** Keeps its place while there is no number. */
const Slot = ({ children }: { children?: ReactNode }) => (
  <Typography
    component="span"
    variant="body2"
    sx={{ minWidth: 56, textAlign: 'right', whiteSpace: 'nowrap' }}
  >
    {children}
  </Typography>
);
