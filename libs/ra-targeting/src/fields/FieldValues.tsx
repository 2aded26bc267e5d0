import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { FieldValue } from '../data-provider/types.js';
import { useNumber } from '../ui/use-number.js';

const SHOWN = 12;

/** The most frequent values, each with how many have it. */
export function FieldValues({ values }: { values: readonly FieldValue[] }) {
  const translate = useTranslate();
  const number = useNumber();
  const shown = values.slice(0, SHOWN);
  const most = Math.max(1, ...shown.map(({ count }) => count));
  if (shown.length === 0)
    return (
      <Typography variant="body2" color="textSecondary">
        {translate('targeting.fields.noValues')}
      </Typography>
    );
  return (
    <>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {shown.map(({ value, count }) => (
          <Box component="li" key={String(value)} sx={{ py: 0.5 }}>
            <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, fontSize: '0.8125rem' }}>
              <Box component="span" sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
                {String(value)}
              </Box>
              <span>{number(count)}</span>
            </Box>
            <Box aria-hidden sx={{ height: 4, mt: 0.25, borderRadius: 2, bgcolor: 'action.selected' }}>
              <Box
                sx={{
                  height: 1,
                  borderRadius: 2,
                  bgcolor: 'primary.main',
                  width: `${(100 * count) / most}%`,
                }}
              />
            </Box>
          </Box>
        ))}
      </Box>
      {values.length > SHOWN && (
        <Typography variant="caption" color="textSecondary">
          {translate('targeting.fields.moreValues')}
        </Typography>
      )}
    </>
  );
}
