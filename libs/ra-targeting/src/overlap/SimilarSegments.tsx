import { Box, Button, Card, Link, Skeleton, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useCreatePath, useLocaleState, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { SimilarSegment } from '../data-provider/overlap-methods.js';
import { useTargeting } from '../data-provider/use-targeting.js';
import { Failed } from '../ui/Failed.js';
import { useNumber } from '../ui/use-number.js';
import { overlapPath } from './limits.js';

const SHOWN = 5;

/** From here on two segments hardly need to be two. */
const NEARLY = 0.9;

/** Other segments with much the same customers, and whether one of them is one too many. */
export function SimilarSegments({ id }: { id: number }) {
  const translate = useTranslate();
  const targeting = useTargeting();
  const { data, error, refetch } = useQuery({
    queryKey: ['segments', id, 'similar'],
    queryFn: ({ signal }) => targeting.similarSegments(id, { signal }),
  });
  const shown = data?.slice(0, SHOWN) ?? [];
  return (
    <Card component="section" aria-label={translate('targeting.similar.title')} sx={{ p: 2.5 }}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', mb: 0.5 }}>
        <Typography variant="h3" component="h2">
          {translate('targeting.similar.title')}
        </Typography>
        {shown.length > 0 && (
          <Button
            size="small"
            component={RouterLink}
            to={overlapPath([id, ...shown.map((similar) => similar.id)])}
            sx={{ my: -0.5, mr: -0.5 }}
          >
            {translate('targeting.similar.compare')}
          </Button>
        )}
      </Box>
      {!data && !error && <Skeleton height={44} />}
      <Failed error={error} refetch={refetch} />
      {data?.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {translate('targeting.similar.none')}
        </Typography>
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {shown.map((similar) => (
          <Line key={similar.id} similar={similar} />
        ))}
      </Box>
    </Card>
  );
}

function Line({ similar: { id, name, count, both, jaccard } }: { similar: SimilarSegment }) {
  const translate = useTranslate();
  const number = useNumber();
  const [locale] = useLocaleState();
  const createPath = useCreatePath();
  // What is not quite all must not be said to be.
  const share = (Math.floor(jaccard * 1000) / 1000).toLocaleString(locale, {
    style: 'percent',
    maximumFractionDigits: jaccard > 0.99 || jaccard < 0.1 ? 1 : 0,
  });
  return (
    <Box component="li" sx={{ py: 0.75 }}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1.5, fontSize: '0.875rem' }}>
        <Link
          component={RouterLink}
          to={createPath({ resource: 'segments', type: 'show', id })}
          sx={{ overflowWrap: 'anywhere' }}
        >
          {name}
        </Link>
        <span style={{ fontWeight: 600, whiteSpace: 'nowrap' }}>
          {translate('targeting.similar.share', { share })}
        </span>
      </Box>
      <Box aria-hidden sx={{ height: 5, my: 0.5, borderRadius: 3, bgcolor: 'action.selected' }}>
        <Box sx={{ height: 1, borderRadius: 3, bgcolor: 'primary.main', width: `${100 * jaccard}%` }} />
      </Box>
      <Typography variant="caption" color="textSecondary">
        {translate('targeting.similar.both', { both: number(both), count: number(count) })}
        {jaccard >= NEARLY && ` · ${translate(`targeting.similar.${jaccard === 1 ? 'same' : 'nearly'}`)}`}
      </Typography>
    </Box>
  );
}
