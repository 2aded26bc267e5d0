import { Alert, Box, Card, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useLocaleState, useTranslate } from 'react-admin';
import type { SizeHistory, SizePoint } from '../data-provider/history-types.js';
import { useTargeting } from '../data-provider/use-targeting.js';
import { Failed } from '../ui/Failed.js';
import { useNumber } from '../ui/use-number.js';
import { instantInFull } from '../ui/when.js';
import { stepsOf } from './size-steps.js';

const WIDTH = 720;
const HEIGHT = 120;

/** The size of a segment over time, as steps. */
export function SizeChart({ id }: { id: number }) {
  const translate = useTranslate();
  const targeting = useTargeting();
  const { data, error, refetch } = useQuery({
    queryKey: ['segments', id, 'history'],
    queryFn: ({ signal }) => targeting.sizeHistory(id, { signal }),
  });
  return (
    <Box component="section" aria-label={translate('targeting.versions.size.title')}>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {translate('targeting.versions.size.title')}
      </Typography>
      <Card sx={{ p: 2, minHeight: 54 }}>
        <Failed error={error} refetch={refetch} />
        {data && <Sizes history={data} />}
      </Card>
    </Box>
  );
}

function Sizes({ history: { data, not_observed } }: { history: SizeHistory }) {
  const translate = useTranslate();
  const points = data.toReversed();
  const sentence = useSentence(points, !not_observed);
  return (
    <>
      {not_observed && (
        <Alert severity="warning" variant="outlined" sx={{ mb: 1 }}>
          {translate(`targeting.versions.size.notObserved.${not_observed}`)}
        </Alert>
      )}
      {(points.length > 0 || !not_observed) && (
        <Typography variant="body2" color="textSecondary">
          {sentence}
        </Typography>
      )}
      {points.length > 1 && <Steps points={points} />}
    </>
  );
}

function Steps({ points }: { points: readonly SizePoint[] }) {
  const translate = useTranslate();
  const number = useNumber();
  const [locale] = useLocaleState();
  const { line, area, places } = stepsOf(points, { now: Date.now(), width: WIDTH, height: HEIGHT });
  return (
    <Box
      component="svg"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden
      sx={{ display: 'block', width: 1, height: HEIGHT, mt: 1, overflow: 'visible' }}
    >
      <Box component="path" d={area} sx={{ fill: (theme) => theme.palette.action.selected }} />
      <Box
        component="path"
        d={line}
        vectorEffect="non-scaling-stroke"
        sx={{ fill: 'none', stroke: (theme) => theme.palette.primary.main, strokeWidth: 2 }}
      />
      {places.map(({ x, width }, index) => {
        const { id, at, count, entered, left } = points[index]!;
        return (
          <rect key={id} x={x} y={0} width={width} height={HEIGHT} fill="transparent">
            <title>
              {translate('targeting.versions.size.moved', {
                at: instantInFull(at, locale),
                count: number(count),
                entered: number(entered),
                left: number(left),
              })}
            </title>
          </rect>
        );
      })}
    </Box>
  );
}

/** What the picture shows, for everybody. @param points the earliest first */
function useSentence(points: readonly SizePoint[], isUpToNow: boolean): string {
  const translate = useTranslate();
  const number = useNumber();
  const [locale] = useLocaleState();
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return translate('targeting.versions.size.none');
  const from = instantInFull(first.at, locale);
  const counts = points.map(({ count }) => count);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  if (least === most)
    return translate('targeting.versions.size.steady', {
      count: number(last.count),
      from,
      smart_count: last.count,
    });
  return translate(`targeting.versions.size.${isUpToNow ? 'range' : 'rangeThen'}`, {
    first: number(first.count),
    last: number(last.count),
    most: number(most),
    least: number(least),
    from,
  });
}
