import { Box, type Theme, useMediaQuery } from '@mui/material';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslate } from 'react-admin';
import type { Overlap } from '../data-provider/overlap-methods.js';
import { columnWidth, plotHeight, ROW, rowCentre } from './plot-layout.js';
import { SetNames } from './SetNames.js';
import { UpSetColumn } from './UpSetColumn.js';

export interface Compared {
  id: number;
  name: string;
}

interface UpSetPlotProps {
  segments: readonly Compared[];
  overlap: Overlap;
  /** The place of the region that is looked at. */
  chosen: number | undefined;
  onChoose: (place: number) => void;
  /** A region in words. */
  labelOf: (place: number) => string;
}

/** How segments overlap: a bar for each region, and below it in which segments it lies. By arrow keys too. */
export function UpSetPlot({ segments, overlap, chosen, onChoose, labelOf }: UpSetPlotProps) {
  const translate = useTranslate();
  const isPhone = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'));
  const plot = useRef<SVGSVGElement>(null);
  const { regions } = overlap;
  const rows = segments.map(({ id }) => id);
  const largest = Math.max(1, ...regions.map(({ count }) => count));
  const column = columnWidth(regions.length, isPhone);
  const reached = chosen ?? 0;
  const move = (event: KeyboardEvent) => {
    const next = placeAfter(event.key, reached, regions.length);
    if (next === undefined) return;
    event.preventDefault();
    const goal = plot.current?.querySelectorAll<SVGGElement>('[role=option]')[next];
    goal?.focus();
    goal?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  return (
    <Box sx={{ display: 'flex', minWidth: 0 }}>
      <SetNames segments={segments} overlap={overlap} />
      <Box sx={{ overflowX: 'auto', flex: 1, minWidth: 0, pb: 1 }}>
        <Box
          component="svg"
          ref={plot}
          role="listbox"
          aria-orientation="horizontal"
          aria-label={translate('targeting.overlap.plot')}
          height={plotHeight(rows.length)}
          sx={(theme) => ({
            display: 'block',
            width: 1,
            minWidth: regions.length * column,
            '& [role=option]:focus-visible .column': { stroke: theme.palette.primary.main, strokeWidth: 2 },
            '& [role=option]:hover .column': { fill: theme.palette.action.hover },
          })}
        >
          {rows.map((id, row) => (
            <Box
              component="rect"
              key={id}
              x={0}
              y={rowCentre(row) - ROW / 2}
              width="100%"
              height={ROW}
              sx={{ fill: (theme) => (row % 2 === 0 ? theme.palette.action.hover : 'transparent') }}
            />
          ))}
          {regions.map((region, place) => (
            <UpSetColumn
              key={region.in.join()}
              {...{ region, place, column, rows, largest }}
              label={labelOf(place)}
              isChosen={place === chosen}
              isReached={place === reached}
              onChoose={() => onChoose(place)}
              onKeyDown={move}
            />
          ))}
        </Box>
      </Box>
    </Box>
  );
}

/** Where an arrow key leads; undefined for another key. */
function placeAfter(key: string, place: number, count: number): number | undefined {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (key === 'ArrowRight') return Math.min(count - 1, place + 1);
  if (key === 'ArrowLeft') return Math.max(0, place - 1);
  return undefined;
}
