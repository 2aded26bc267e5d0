import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { useCallback } from 'react';
import { type DataProvider, type Identifier, useRegisterMutationMiddleware, useTranslate } from 'react-admin';
import type { Impact } from '../../data-provider/history-types.js';
import type { Segment } from '../../data-provider/types.js';
import { faultsOf } from '../../data-provider/problem.js';
import { useTargeting } from '../../data-provider/use-targeting.js';
import { notSaved } from '../../merge/not-saved.js';
import { useNumber } from '../../ui/use-number.js';
import { useQuestion } from '../../ui/use-question.js';
import { AffectedLine } from './AffectedLine.js';

type Update = DataProvider['update'];

/** In the form of a segment: asks before rules are saved by which campaigns would go to others, or nobody knows whether they would. */
export function ConfirmImpact() {
  const translate = useTranslate();
  const targeting = useTargeting();
  const { asked, ask } = useQuestion<Impact | 'unknown', boolean>();

  /** Undefined of rules that are wrong: with what, saving them says. */
  const impactOf = useCallback(
    (id: Identifier, conditions: unknown) =>
      targeting
        .impact(id, conditions)
        .catch((error: unknown) => (faultsOf(error).length > 0 ? undefined : ('unknown' as const))),
    [targeting],
  );

  const middleware = useCallback(
    async (resource: string, params: Parameters<Update>[1], next: Update) => {
      const { conditions } = params.data as Partial<Segment>;
      const isChanged = !isSame(conditions, (params.previousData as Partial<Segment>).conditions);
      const impact = isChanged && conditions && (await impactOf(params.id, conditions));
      const isWorthAsking = impact && (impact === 'unknown' || moves(impact));
      if (isWorthAsking && !(await ask(impact))) throw notSaved(translate('targeting.impact.later'));
      return next(resource, params);
    },
    [ask, impactOf, translate],
  );
  useRegisterMutationMiddleware<Update>(middleware as never);

  return asked ? <ImpactDialog impact={asked.question} onAnswer={asked.answer} /> : null;
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

const moves = ({ affected, entering, leaving }: Impact): boolean =>
  affected.campaigns.length > 0 && entering + leaving > 0;

interface ImpactDialogProps {
  impact: Impact | 'unknown';
  onAnswer: (isMeant: boolean) => void;
}

function ImpactDialog({ impact, onAnswer }: ImpactDialogProps) {
  const translate = useTranslate();
  const isKnown = impact !== 'unknown';
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={() => onAnswer(false)} aria-labelledby="impact-title">
      <DialogTitle id="impact-title">
        {translate(`targeting.impact.${isKnown ? 'confirmTitle' : 'unknownTitle'}`)}
      </DialogTitle>
      <DialogContent>
        {isKnown ? (
          <Changed impact={impact} />
        ) : (
          <Typography variant="body2">{translate('targeting.impact.unknownText')}</Typography>
        )}
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={() => onAnswer(false)}>
          {translate('targeting.impact.back')}
        </Button>
        <Button variant="contained" onClick={() => onAnswer(true)}>
          {translate(`targeting.impact.${isKnown ? 'save' : 'saveAnyway'}`)}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** Who comes and goes, and the campaigns that go to others by it. */
function Changed({ impact: { entering, leaving, affected } }: { impact: Impact }) {
  const translate = useTranslate();
  const number = useNumber();
  return (
    <>
      <Typography variant="body2">
        {translate('targeting.impact.moves', { entering: number(entering), leaving: number(leaving) })}{' '}
        {translate('targeting.impact.confirmText')}
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 1, p: 0 }}>
        {affected.campaigns.map((user) => (
          <AffectedLine key={user.id} kind="campaigns" user={user} />
        ))}
      </Box>
    </>
  );
}
