import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { SnapshotDiff } from '../../data-provider/snapshot-methods.js';
import { useNumber } from '../../ui/use-number.js';

const parts = [
  { way: 'entered', sign: '+', color: 'success.main' },
  { way: 'stayed', sign: '', color: 'text.disabled' },
  { way: 'left', sign: '−', color: 'error.main' },
] as const;

/** How many came in, stayed and left, as numbers and as parts of one bar. */
export function DiffNumbers({ diff }: { diff: SnapshotDiff }) {
  const translate = useTranslate();
  const number = useNumber();
  return (
    <div>
      <Box
        component="dl"
        sx={{ display: 'grid', gridTemplateColumns: 'repeat(3, 1fr)', gap: 2, m: 0, mb: 1.25 }}
      >
        {parts.map(({ way, sign, color }) => (
          <Box key={way} sx={{ display: 'flex', flexDirection: 'column-reverse' }}>
            <Typography component="dt" variant="body2" color="textSecondary">
              {translate(`targeting.snapshots.diff.${way}`)}
            </Typography>
            <Typography
              component="dd"
              data-testid={`diff-${way}`}
              sx={{
                m: 0,
                fontSize: '1.5rem',
                fontWeight: 650,
                lineHeight: 1.2,
                color: diff[way] > 0 && way !== 'stayed' ? color : undefined,
              }}
            >
              {diff[way] > 0 ? sign : ''}
              {number(diff[way])}
            </Typography>
          </Box>
        ))}
      </Box>
      <Box aria-hidden sx={{ display: 'flex', gap: '2px', height: 8, borderRadius: 1, overflow: 'hidden' }}>
        {parts
          .filter(({ way }) => diff[way] > 0)
          .map(({ way, color }) => (
            <Box key={way} sx={{ flexGrow: diff[way], minWidth: 3, bgcolor: color }} />
          ))}
      </Box>
    </div>
  );
}
