import { Alert, Box, CircularProgress, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type Identifier, useTranslate } from 'react-admin';
import type { Target } from '../data-provider/custom-methods.js';
import type { ExplainedPart } from '../data-provider/types.js';
import { useTargeting } from '../data-provider/use-targeting.js';
import { TraceTree } from './TraceTree.js';

interface ExplanationViewProps {
  target: Target;
  id: Identifier;
  customerId: Identifier;
}

/** Why a customer is in a segment or an audience, or is not: in one sentence, then rule by rule. */
export function ExplanationView({ target, id, customerId }: ExplanationViewProps) {
  const targeting = useTargeting();
  const { data, error } = useQuery({
    queryKey: [target, id, 'explain', customerId],
    queryFn: ({ signal }) => targeting.explain(target, id, customerId, { signal }),
  });
  if (error) return <Alert severity="error">{error.message}</Alert>;
  if (!data) return <CircularProgress size={24} />;
  return (
    <Box>
      <Alert severity={data.member ? 'success' : 'info'} variant="outlined" sx={{ mb: 2 }}>
        {data.reason}
      </Alert>
      <Parts title="sources" parts={data.sources} />
      <Parts title="exclusions" parts={data.exclusions} />
    </Box>
  );
}

function Parts({ title, parts }: { title: 'sources' | 'exclusions'; parts: readonly ExplainedPart[] }) {
  const translate = useTranslate();
  if (parts.length === 0) return null;
  return (
    <Box sx={{ mb: 2 }}>
      <Typography variant="overline" component="h3" color="textSecondary">
        {translate(`targeting.explain.${title}`)}
      </Typography>
      {parts.map(({ kind, id, tree }) => (
        <TraceTree key={`${kind}-${id ?? ''}`} trace={tree} />
      ))}
    </Box>
  );
}
