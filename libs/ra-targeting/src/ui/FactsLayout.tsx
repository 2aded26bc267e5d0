import { Box } from '@mui/material';
import type { ReactNode } from 'react';

interface FactsLayoutProps {
  /** Name and words, above everything. */
  head: ReactNode;
  /** The number: beside the page, or on a phone before it. */
  count: ReactNode;
  /** What else there is to know: below the number, or on a phone after the page. */
  facts: ReactNode;
  /** Pixels of what stands beside. */
  width?: number;
  children: ReactNode;
}

/** The page of a segment or list: who is in, and beside it how many and what for. */
export const FactsLayout = ({ head, count, facts, width = 280, children }: FactsLayoutProps) => (
  <>
    {head}
    <Box
      sx={{
        display: 'grid',
        gap: 3,
        alignItems: 'start',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: `minmax(0, 1fr) ${width}px` },
      }}
    >
      <Box sx={{ minWidth: 0, order: { xs: 1, md: 0 } }}>{children}</Box>
      <Box sx={{ display: { xs: 'contents', md: 'grid' }, gap: 2 }}>
        <div>{count}</div>
        <Box sx={{ display: 'grid', gap: 2, order: 2 }}>{facts}</Box>
      </Box>
    </Box>
  </>
);
