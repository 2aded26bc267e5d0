import { Box, Button, Card, LinearProgress, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Person } from '../../data-provider/types.js';
import { WhileCurrent } from '../../ui/WhileCurrent.js';
import { AffectedList } from './AffectedList.js';
import { Moving } from './Moving.js';
import { SizeChange } from './SizeChange.js';
import { type LiveImpact, useImpact } from './use-impact.js';

interface ImpactPanelProps {
  conditions: unknown;
  onExplain: (person: Person) => void;
}

/** While the rules of a saved segment are changed: who would come in, who would go, and what else that changes. */
export function ImpactPanel({ conditions, onExplain }: ImpactPanelProps) {
  const translate = useTranslate();
  const impact = useImpact(conditions);
  const { answer, isChanged, isCurrent, isAsking } = impact;
  const isShown = isChanged && answer !== undefined;
  return (
    <Card component="section" aria-label={translate('targeting.impact.title')} sx={{ p: 2.5 }}>
      <Typography variant="h2">{translate('targeting.impact.title')}</Typography>
      <Box aria-live="polite">
        <Note impact={impact} />
      </Box>
      <Box sx={{ height: 4, mt: 0.5 }}>{isAsking && <LinearProgress aria-hidden />}</Box>
      {isShown && (
        <WhileCurrent isCurrent={isCurrent} sx={{ mt: 1 }}>
          <SizeChange impact={answer} />
          <Moving impact={answer} onExplain={onExplain} />
          <AffectedList affected={answer.affected} />
        </WhileCurrent>
      )}
    </Card>
  );
}

/** Where it stands, in a sentence. */
function Note({
  impact: { answer, error, isChanged, isReady, isAsking, isCurrent, retry },
}: {
  impact: LiveImpact;
}) {
  const translate = useTranslate();
  if (error !== undefined)
    return (
      <Typography variant="body2" color="error" role="alert">
        {translate('targeting.impact.failed')} {answer && translate('targeting.impact.stale')}{' '}
        <Button size="small" onClick={retry}>
          {translate('targeting.impact.retry')}
        </Button>
      </Typography>
    );
  const note = () => {
    if (!isChanged) return 'unchanged';
    if (!isReady) return 'unfinished';
    if (isAsking) return 'asking';
    return isCurrent && answer && answer.entering + answer.leaving === 0 ? 'same' : undefined;
  };
  const text = note();
  return text ? (
    <Typography variant="body2" color="textSecondary">
      {translate(`targeting.impact.${text}`)}
    </Typography>
  ) : null;
}
