import { useTheme } from '@mui/material';
import type { KeyboardEvent } from 'react';
import { useLocaleState } from 'react-admin';
import type { Region } from '../data-provider/overlap-methods.js';
import { BAR_HEIGHT, HEAD, numberAbove, plotHeight, rowCentre } from './plot-layout.js';

interface UpSetColumnProps {
  region: Region;
  place: number;
  /** Its width. */
  column: number;
  /** Ids of the rows, from the top. */
  rows: readonly number[];
  largest: number;
  /** What is read out. */
  label: string;
  isChosen: boolean;
  /** Of all columns one is reached by the tab key, the others from there. */
  isReached: boolean;
  onChoose: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** A region: its bar, and below it a dot for each segment that it lies in, joined by a line. */
export function UpSetColumn({ region, place, column, rows, largest, label, ...state }: UpSetColumnProps) {
  const { palette } = useTheme();
  const [locale] = useLocaleState();
  const x = column * (place + 0.5);
  const height = Math.max(2, (BAR_HEIGHT * region.count) / largest);
  const inside = rows.map((id, row) => (region.in.includes(id) ? row : -1)).filter((row) => row >= 0);
  const color = state.isChosen ? palette.primary.main : palette.text.secondary;
  return (
    <g
      role="option"
      aria-selected={state.isChosen}
      aria-label={label}
      tabIndex={state.isReached ? 0 : -1}
      onClick={state.onChoose}
      onFocus={state.onChoose}
      onKeyDown={state.onKeyDown}
      style={{ cursor: 'pointer', outline: 'none' }}
    >
      <title>{label}</title>
      <rect
        className="column"
        x={column * place + 1}
        y={1}
        width={column - 2}
        height={plotHeight(rows.length) - 2}
        rx={6}
        fill={state.isChosen ? palette.action.selected : 'transparent'}
      />
      <text
        x={x}
        y={HEAD + BAR_HEIGHT - height - 6}
        textAnchor="middle"
        fontSize={11}
        fill={palette.text.primary}
      >
        {numberAbove(region.count, column, locale)}
      </text>
      <rect x={x - 8} y={HEAD + BAR_HEIGHT - height} width={16} height={height} rx={2} fill={color} />
      {rows.map((id, row) => (
        <circle key={id} cx={x} cy={rowCentre(row)} r={5} fill={palette.divider} />
      ))}
      <line
        x1={x}
        x2={x}
        y1={rowCentre(inside[0] ?? 0)}
        y2={rowCentre(inside.at(-1) ?? 0)}
        stroke={color}
        strokeWidth={2.5}
      />
      {inside.map((row) => (
        <circle key={row} cx={x} cy={rowCentre(row)} r={6} fill={color} />
      ))}
    </g>
  );
}
