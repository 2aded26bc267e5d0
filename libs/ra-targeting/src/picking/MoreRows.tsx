import { Box, Button } from '@mui/material';
import { useRef } from 'react';
import { useTranslate } from 'react-admin';
import { flushSync } from 'react-dom';

/** Rows that are shown at first, and with every step on. */
export const AT_ONCE = 100;

interface MoreRowsProps {
  /** How many are not shown. */
  hidden: number;
  onMore: () => void;
}

/** Leads on to rows that are not shown yet. */
export function MoreRows({ hidden, onMore }: MoreRowsProps) {
  const translate = useTranslate();
  const own = useRef<HTMLLIElement>(null);
  if (hidden <= 0) return null;
  const more = () => {
    const before = own.current?.previousElementSibling;
    flushSync(onMore);
    if (own.current) return;
    // The button is gone: the focus goes to the first of the new rows, not to its button, which removes it.
    const row = before?.nextElementSibling;
    if (!(row instanceof HTMLElement)) return;
    row.tabIndex = -1;
    row.focus();
  };
  return (
    <Box component="li" ref={own} sx={{ py: 0.5 }}>
      <Button size="small" onClick={more}>
        {translate('targeting.picking.more', { smart_count: hidden })}
      </Button>
    </Box>
  );
}
