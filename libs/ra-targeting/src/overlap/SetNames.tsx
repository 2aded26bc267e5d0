import { Box, Link, Typography } from '@mui/material';
import { useCreatePath } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { Overlap } from '../data-provider/overlap-methods.js';
import { useNumber } from '../ui/use-number.js';
import { plotHeight, ROW } from './plot-layout.js';
import { sizeOf } from './readings.js';
import type { Compared } from './UpSetPlot.js';

interface SetNamesProps {
  segments: readonly Compared[];
  overlap: Overlap;
}

/** The names of the rows, each with its size and that as a bar. */
export function SetNames({ segments, overlap }: SetNamesProps) {
  const number = useNumber();
  const createPath = useCreatePath();
  const sizes = segments.map(({ id }) => sizeOf(id, overlap));
  const largest = Math.max(1, ...sizes);
  return (
    <Box
      component="ul"
      sx={{
        listStyle: 'none',
        m: 0,
        p: 0,
        pt: `${plotHeight(segments.length) - ROW * segments.length}px`,
        width: { xs: 128, sm: 240 },
        flexShrink: 0,
      }}
    >
      {segments.map(({ id, name }, row) => (
        <Box
          component="li"
          key={id}
          sx={{
            height: ROW,
            pl: 1,
            pr: 1.5,
            position: 'relative',
            display: 'flex',
            flexDirection: { xs: 'column', sm: 'row' },
            alignItems: { sm: 'center' },
            justifyContent: { xs: 'center', sm: 'space-between' },
            columnGap: 1,
            borderRadius: '6px 0 0 6px',
            bgcolor: row % 2 === 0 ? 'action.hover' : undefined,
          }}
        >
          <Box
            aria-hidden
            sx={{
              position: 'absolute',
              inset: '4px auto 4px 0',
              borderRadius: '4px',
              bgcolor: 'action.selected',
              width: `${(100 * (sizes[row] ?? 0)) / largest}%`,
            }}
          />
          <Link
            component={RouterLink}
            to={createPath({ resource: 'segments', type: 'show', id })}
            color="inherit"
            underline="hover"
            variant="body2"
            noWrap
            title={name}
            sx={{ position: 'relative', lineHeight: 1.25, fontSize: { xs: '0.8125rem', sm: '0.875rem' } }}
          >
            {name}
          </Link>
          <Typography
            variant="body2"
            sx={{
              position: 'relative',
              fontWeight: 600,
              lineHeight: 1.25,
              fontSize: { xs: '0.8125rem', sm: '0.875rem' },
            }}
          >
            {number(sizes[row] ?? 0)}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}
