import { Box, Button } from '@mui/material';
import { useTranslate } from 'react-admin';

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
  if (hidden <= 0) return null;
  return (
    <Box component="li" sx={{ py: 0.5 }}>
      <Button size="small" onClick={onMore}>
        {translate('targeting.picking.more', { smart_count: hidden })}
      </Button>
    </Box>
  );
}
