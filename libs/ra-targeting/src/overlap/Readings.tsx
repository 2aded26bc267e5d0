import { Box } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { Overlap } from '../data-provider/overlap-methods.js';
import { readingsOf } from './readings.js';
import type { Compared } from './UpSetPlot.js';

const SHOWN = 6;

/** What stands out, in sentences. */
export function Readings({ segments, overlap }: { segments: readonly Compared[]; overlap: Overlap }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const readings = readingsOf(
    segments.map(({ id }) => id),
    overlap,
  );
  const nameOf = (id: number) => segments.find((segment) => segment.id === id)?.name ?? `#${id}`;
  if (readings.length === 0) return null;
  return (
    <Box component="ul" sx={{ m: 0, mb: 2, pl: 2.5, fontSize: '0.875rem', lineHeight: 1.7 }}>
      {readings.slice(0, SHOWN).map((reading) => (
        <li key={`${reading.kind}-${reading.a}-${reading.b}`}>
          {translate(`targeting.overlap.reading.${reading.kind}`, {
            a: nameOf(reading.a),
            b: nameOf(reading.b),
            ...(reading.kind === 'share' && { share: percent(reading.jaccard, locale) }),
          })}
        </li>
      ))}
    </Box>
  );
}

const percent = (share: number, locale?: string) =>
  share.toLocaleString(locale, { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 });
