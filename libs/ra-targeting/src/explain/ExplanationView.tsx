import { Alert, Box, CircularProgress, Typography } from '@mui/material';
import { type Identifier, useTranslate } from 'react-admin';
import type { ExplainedPart } from '../data-provider/types.js';
import { NextChange } from './NextChange.js';
import { TakesOut } from './TakesOut.js';
import { TraceTree } from './TraceTree.js';
import { type Explained, useExplanation } from './use-explanation.js';

type ExplanationViewProps = Explained & { customerId: Identifier };

/** Why a customer is in a segment or an audience, or is not: in one sentence, then rule by rule. */
export function ExplanationView({ customerId, ...explained }: ExplanationViewProps) {
  const translate = useTranslate();
  const { data, error } = useExplanation(explained, customerId);
  if (error) return <Alert severity="error">{error.message}</Alert>;
  if (!data) return <CircularProgress size={24} aria-label={translate('targeting.explain.asking')} />;
  return (
    <Box>
      <Alert severity={data.member ? 'success' : 'info'} variant="outlined" sx={{ mb: 2 }}>
        <strong>{translate(`targeting.explain.${data.member ? 'member' : 'notMember'}`)}</strong>{' '}
        {data.reason}
      </Alert>
      {data.next_change && <NextChange change={data.next_change} />}
      <Parts kind="sources" parts={data.sources} />
      <Parts kind="exclusions" parts={data.exclusions} />
    </Box>
  );
}

function Parts({ kind, parts }: { kind: 'sources' | 'exclusions'; parts: readonly ExplainedPart[] }) {
  const translate = useTranslate();
  if (parts.length === 0) return null;
  return (
    <Box sx={{ mb: 2 }}>
      <Typography variant="overline" component="h3" color="textSecondary">
        {translate(`targeting.explain.${kind}`)}
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {parts.map(({ kind: of, id, tree, matched, removed }, index) => (
          <TraceTree key={`${of}-${id ?? index}`} trace={tree} isExclusion={kind === 'exclusions'}>
            {kind === 'exclusions' && matched && <TakesOut isCharged={removed === true} />}
          </TraceTree>
        ))}
      </Box>
    </Box>
  );
}
