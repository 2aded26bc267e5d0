import { Box, Card, Link, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useCreatePath, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { useTargeting } from '../data-provider/use-targeting.js';

const kinds = ['segments', 'audiences', 'campaigns'] as const;

/** What uses a segment, and so would change with it. */
export function SegmentUsage({ id }: { id: number }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const targeting = useTargeting();
  const { data } = useQuery({
    queryKey: ['segments', id, 'usage'],
    queryFn: ({ signal }) => targeting.usage('segments', id, { signal }),
  });
  const isUnused = data && kinds.every((kind) => data[kind].length === 0);
  return (
    <Card sx={{ p: 2.5 }}>
      <Typography variant="h3" component="h2" sx={{ mb: 0.5 }}>
        {translate('targeting.segments.usage.title')}
      </Typography>
      {isUnused && (
        <Typography variant="body2" color="textSecondary">
          {translate('targeting.segments.usage.none')}
        </Typography>
      )}
      {data &&
        kinds
          .filter((kind) => data[kind].length > 0)
          .map((kind) => (
            <Box key={kind} sx={{ mt: 1 }}>
              <Typography variant="caption" color="textSecondary">
                {translate(`targeting.segments.usage.${kind}`)}
              </Typography>
              {data[kind].map((user) => (
                <Link
                  key={user.id}
                  component={RouterLink}
                  to={createPath({ resource: kind, type: 'show', id: user.id })}
                  variant="body2"
                  sx={{ display: 'block' }}
                >
                  {user.name}
                </Link>
              ))}
            </Box>
          ))}
    </Card>
  );
}
