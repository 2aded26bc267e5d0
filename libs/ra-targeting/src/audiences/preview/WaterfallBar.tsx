import { Box } from '@mui/material';
import type { LedgerLine, LineTone } from './ledger-lines.js';

const colors: Record<LineTone, string> = {
  source: 'primary.main',
  merge: 'text.disabled',
  exclusion: 'error.main',
  total: 'primary.main',
};

/** The part of the waterfall that belongs to a line; the numbers beside it say the same. */
export function WaterfallBar({ line, height }: { line: LedgerLine; height: number }) {
  const percent = (value: number) => `${(100 * value) / height}%`;
  const left = Math.min(line.from, line.to);
  const width = Math.abs(line.to - line.from);
  return (
    <Box sx={{ position: 'relative', height: 10, borderRadius: '3px', bgcolor: 'action.hover' }}>
      <Box
        sx={{
          position: 'absolute',
          inset: 0,
          right: 'auto',
          left: percent(left),
          width: percent(width),
          minWidth: width > 0 ? 2 : 0,
          borderRadius: '3px',
          bgcolor: colors[line.tone],
          opacity: line.tone === 'source' ? 0.55 : 1,
          transition: 'left 180ms, width 180ms',
          '@media (prefers-reduced-motion: reduce)': { transition: 'none' },
        }}
      />
    </Box>
  );
}
