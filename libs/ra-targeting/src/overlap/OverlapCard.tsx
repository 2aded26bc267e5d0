import { Box, Button, Card, LinearProgress, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { useTargeting } from '../data-provider/use-targeting.js';
import type { Overlap } from '../data-provider/overlap-methods.js';
import { Failed } from '../ui/Failed.js';
import { useNumber } from '../ui/use-number.js';
import { Readings } from './Readings.js';
import { RegionDetail } from './RegionDetail.js';
import { RegionTable } from './RegionTable.js';
import { type Compared, UpSetPlot } from './UpSetPlot.js';
import { useRegionWords } from './use-region-words.js';

/** Asks how they overlap, and shows it as a picture, in sentences and in numbers. */
export function OverlapCard({ segments }: { segments: readonly Compared[] }) {
  const translate = useTranslate();
  const targeting = useTargeting();
  const ids = segments.map(({ id }) => id);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['segments', 'overlap', ids],
    queryFn: ({ signal }) => targeting.overlap(ids, { signal }),
  });
  if (error) return <Failed error={error} refetch={refetch} />;
  return (
    <Card component="section" aria-label={translate('targeting.overlap.title')} sx={{ position: 'relative' }}>
      <Box sx={{ position: 'absolute', inset: '0 0 auto', height: 3 }}>
        {isFetching && <LinearProgress aria-label={translate('targeting.reach.asking')} sx={{ height: 3 }} />}
      </Box>
      <Box sx={{ p: { xs: 1.5, sm: 2.5 }, minHeight: 320 }}>
        {data && <Shown segments={segments} overlap={data} />}
      </Box>
    </Card>
  );
}

/** Columns that are drawn at first: more than that nobody reads at a glance. */
const DRAWN = 40;

function Shown({ segments, overlap }: { segments: readonly Compared[]; overlap: Overlap }) {
  const translate = useTranslate();
  const number = useNumber();
  const [chosen, setChosen] = useState<number>();
  const [isWhole, setWhole] = useState(false);
  const words = useRegionWords(segments, overlap.union);
  const { regions, union } = overlap;
  const drawn = isWhole ? regions : regions.slice(0, DRAWN);
  const hidden = regions.length - drawn.length;
  if (union === 0)
    return <Typography color="textSecondary">{translate('targeting.overlap.nobody')}</Typography>;
  return (
    <>
      <Typography variant="h2" component="h3" sx={{ mb: 1 }}>
        {translate('targeting.overlap.union', { smart_count: union, count: number(union) })}
      </Typography>
      <Readings segments={segments} overlap={overlap} />
      <UpSetPlot
        segments={segments}
        overlap={{ ...overlap, regions: drawn }}
        chosen={chosen}
        onChoose={setChosen}
        labelOf={(place) => words.label(regions[place]!)}
      />
      {hidden > 0 && (
        <Button size="small" onClick={() => setWhole(true)}>
          {translate('targeting.overlap.rest', { smart_count: hidden })}
        </Button>
      )}
      <RegionDetail
        region={chosen === undefined ? undefined : regions[chosen]}
        segments={segments}
        words={words}
      />
      <Typography variant="h3" component="h3" sx={{ mt: 2.5, mb: 0.5 }}>
        {translate('targeting.overlap.numbers')}
      </Typography>
      <RegionTable regions={regions} words={words} />
    </>
  );
}
