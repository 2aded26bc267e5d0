import { Box, Card, Link, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useCreatePath, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { Usage } from '../data-provider/types.js';
import { Failed } from './Failed.js';

const kinds = ['segments', 'audiences', 'campaigns'] as const;

interface UsageCardProps {
  queryKey: readonly unknown[];
  ask: (signal: AbortSignal) => Promise<Usage>;
}

/** What uses something, and so would change with it. */
export function UsageCard({ queryKey, ask }: UsageCardProps) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const { data, error, refetch } = useQuery({ queryKey, queryFn: ({ signal }) => ask(signal) });
  const isUnused = data && kinds.every((kind) => data[kind].length === 0);
  return (
    <Card component="section" aria-label={translate('targeting.usage.title')} sx={{ p: 2.5 }}>
      <Typography variant="h3" component="h2" sx={{ mb: 0.5 }}>
        {translate('targeting.usage.title')}
      </Typography>
      <Failed error={error} refetch={refetch} />
      {isUnused && (
        <Typography variant="body2" color="textSecondary">
          {translate('targeting.usage.none')}
        </Typography>
      )}
      {data &&
        kinds
          .filter((kind) => data[kind].length > 0)
          .map((kind) => (
            <Box key={kind} sx={{ mt: 1 }}>
              <Typography variant="caption" color="textSecondary">
                {translate(`targeting.usage.${kind}`)}
              </Typography>
              {data[kind].map((user) => (
                <Link
                  key={user.id}
                  component={RouterLink}
                  to={createPath({ resource: kind, type: 'show', id: user.id })}
                  variant="body2"
                  sx={{ display: 'block', overflowWrap: 'anywhere' }}
                >
                  {user.name}
                </Link>
              ))}
            </Box>
          ))}
    </Card>
  );
}
