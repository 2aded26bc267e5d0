import { Box, Button, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import type { Region } from '../data-provider/overlap-methods.js';
import type { Compared } from './UpSetPlot.js';
import type { useRegionWords } from './use-region-words.js';

interface RegionDetailProps {
  region: Region | undefined;
  segments: readonly Compared[];
  words: ReturnType<typeof useRegionWords>;
}

/** The region that is looked at in words, and the way to who they are: a segment of just these. Keeps its place. */
export function RegionDetail({ region, segments, words }: RegionDetailProps) {
  const translate = useTranslate();
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        justifyContent: 'space-between',
        gap: 1.5,
        minHeight: 64,
        mt: 1.5,
        pt: 1.5,
        borderTop: 1,
        borderColor: 'divider',
      }}
    >
      {region ? (
        <>
          <Box sx={{ minWidth: 0 }}>
            <Typography sx={{ fontWeight: 600 }}>{words.size(region)}</Typography>
            <Typography variant="body2" color="textSecondary">
              {words.place(region)}
            </Typography>
          </Box>
          <Button size="small" variant="outlined" component={Link} to={newSegment(region, segments)}>
            {translate('targeting.overlap.make')}
          </Button>
        </>
      ) : (
        <Typography variant="body2" color="textSecondary">
          {translate('targeting.overlap.choose')}
        </Typography>
      )}
    </Box>
  );
}

/** To a new segment of those in just this region, with its preview. */
function newSegment(region: Region, segments: readonly Compared[]): string {
  const rules = segments.map(({ id }) => ({
    segment: id,
    operator: region.in.includes(id) ? 'in' : 'not_in',
  }));
  const source = { segment_type: 'dynamic', conditions: { logic: 'AND', rules } };
  return `/segments/create?${new URLSearchParams({ source: JSON.stringify(source) })}`;
}
