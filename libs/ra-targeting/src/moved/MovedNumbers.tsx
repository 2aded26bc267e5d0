import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Movement } from '../data-provider/snapshot-methods.js';
import { onlyHeard } from '../ui/only-heard.js';
import { useNumber } from '../ui/use-number.js';

/** “+3 −15”; read out in words. */
export function MovedNumbers({ movement: { entered, left } }: { movement: Movement }) {
  const translate = useTranslate();
  const number = useNumber();
  return (
    <Box component="span" sx={{ whiteSpace: 'nowrap', position: 'relative' }}>
      <Box component="span" aria-hidden sx={{ fontWeight: 600 }}>
        <Box component="span" sx={{ color: entered > 0 ? 'success.main' : undefined }}>
          {`+${number(entered)}`}
        </Box>{' '}
        <Box component="span" sx={{ color: left > 0 ? 'error.main' : undefined }}>
          {`−${number(left)}`}
        </Box>
      </Box>
      <Box component="span" sx={onlyHeard}>
        {translate('targeting.moved.said', { entered: number(entered), left: number(left) })}
      </Box>
    </Box>
  );
}
