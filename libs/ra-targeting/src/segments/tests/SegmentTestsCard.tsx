import { Box, Card, Skeleton, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useTargeting } from '../../data-provider/use-targeting.js';
import { TestVerdict } from './TestVerdict.js';

/** What has to hold of a segment, and whether it does now. */
export function SegmentTestsCard({ id }: { id: number }) {
  const translate = useTranslate();
  const targeting = useTargeting();
  const { data, error } = useQuery({
    queryKey: ['segments', id, 'tests'],
    queryFn: ({ signal }) => targeting.segmentTests(id, { signal }),
  });
  const failing = data?.results.filter(({ passed }) => !passed).length ?? 0;
  return (
    <Card component="section" sx={{ p: 2.5 }}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, mb: 1 }}>
        <Typography variant="h3" component="h2">
          {translate('targeting.tests.title')}
        </Typography>
        {data && (
          <TestVerdict passed={data.passed}>
            {translate(`targeting.tests.${data.passed ? 'allPass' : 'failing'}`, { smart_count: failing })}
          </TestVerdict>
        )}
      </Box>
      {error && <Typography color="error">{translate('targeting.tests.failed')}</Typography>}
      {!data && !error && <Skeleton height={44} />}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data?.results.map(({ path, passed, message }) => (
          <Box component="li" key={path} sx={{ py: 0.5 }}>
            <TestVerdict passed={passed}>
              <Typography component="span" variant="body2" color="textPrimary">
                {message}
              </Typography>
            </TestVerdict>
          </Box>
        ))}
      </Box>
    </Card>
  );
}
