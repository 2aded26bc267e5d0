import { Typography } from '@mui/material';
import { type Identifier, useTranslate } from 'react-admin';
import { useTargeting } from '../../data-provider/use-targeting.js';
import { useReadTree } from '../../rules/use-fields.js';
import { useLiveAnswer } from '../../ui/use-live-answer.js';
import { TestVerdict } from './TestVerdict.js';

interface PinVerdictProps {
  conditions: unknown;
  /** Of the saved segment that the rules are of. */
  segmentId?: Identifier;
  customerId: Identifier;
  mustBeIn: boolean;
}

/** Whether somebody is in by the rules as they stand, and whether that is what the test wants. */
export function PinVerdict({ conditions, segmentId, customerId, mustBeIn }: PinVerdictProps) {
  const translate = useTranslate();
  const targeting = useTargeting();
  const isReady = useReadTree(conditions)?.sentence !== undefined;
  const question = JSON.stringify([conditions, segmentId, customerId]);
  const draft = { conditions, ...(segmentId !== undefined && { id: segmentId }) };
  const { answer, isCurrent, isAsking } = useLiveAnswer(isReady ? question : undefined, (signal) =>
    targeting.explainDraft('segments', draft, customerId, { signal }),
  );
  if (!answer || !isCurrent)
    return (
      <Typography variant="caption" color="textSecondary" sx={{ whiteSpace: 'nowrap' }}>
        {translate(`targeting.tests.${isAsking ? 'checking' : 'unknown'}`)}
      </Typography>
    );
  return (
    <span title={answer.reason} style={{ whiteSpace: 'nowrap' }}>
      <TestVerdict passed={answer.member === mustBeIn}>
        {translate(`targeting.tests.${answer.member ? 'isIn' : 'isOut'}`)}
      </TestVerdict>
    </span>
  );
}
