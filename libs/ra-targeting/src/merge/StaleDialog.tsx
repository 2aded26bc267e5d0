import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  type Theme,
  Typography,
  useMediaQuery,
} from '@mui/material';
import { useState } from 'react';
import { type Identifier, useLocaleState, useTranslate } from 'react-admin';
import type { Stale } from '../data-provider/history-types.js';
import { ago } from '../ui/when.js';
import { ChangesBetween } from '../versions/ChangesBetween.js';
import { DifferenceChoice } from './DifferenceChoice.js';
import { mergeable, type Versioned } from './fields.js';
import type { Decision } from './MergeStale.js';
import { differencesOf, merged, type Side, sideOf, type Values } from './three-way.js';

interface StaleDialogProps extends Stale {
  resource: Versioned;
  id: Identifier;
  /** What the form says. */
  mine: Values;
  /** What it said when it was opened. */
  opened: Values;
  onDecide: (decision: Decision) => void;
}

/** Somebody else has saved meanwhile: shows what, and lets the reader decide field by field what is saved. */
export default function StaleDialog({
  resource,
  id,
  base,
  current,
  mine,
  opened,
  onDecide,
}: StaleDialogProps) {
  const translate = useTranslate();
  const isPhone = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'));
  const [differences] = useState(() => differencesOf(mergeable[resource], base ?? opened, current, mine));
  const [sides, setSides] = useState(() => new Map(differences.map((each) => [each.field, sideOf(each)])));
  const choose = (side: Side, field?: string) =>
    setSides(
      new Map(
        [...sides].map(([name, before]) => [name, field === undefined || name === field ? side : before]),
      ),
    );
  const isAllTheirs = differences.every(({ field }) => sides.get(field) === 'theirs');
  const save = () => onDecide(isAllTheirs ? 'theirs' : { values: merged(mine, current, differences, sides) });
  return (
    <Dialog
      open
      fullWidth
      maxWidth="md"
      fullScreen={isPhone}
      onClose={() => onDecide('later')}
      aria-labelledby="stale-title"
    >
      <DialogTitle id="stale-title">{translate('targeting.merge.title')}</DialogTitle>
      <DialogContent>
        <Saved current={current} />
        {resource !== 'lists' && (
          <ChangesBetween
            target={resource}
            id={id}
            version={current.version}
            against={Number(opened['version'])}
          />
        )}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mt: 2.5, mb: 1 }}>
          <Typography variant="h3" sx={{ mr: 'auto' }}>
            {translate('targeting.merge.choose')}
          </Typography>
          <Button size="small" onClick={() => choose('theirs')}>
            {translate('targeting.merge.allTheirs')}
          </Button>
          <Button size="small" onClick={() => choose('mine')}>
            {translate('targeting.merge.allMine')}
          </Button>
        </Box>
        {differences.length === 0 && (
          <Typography variant="body2" color="textSecondary">
            {translate('targeting.merge.same')}
          </Typography>
        )}
        {differences.map((difference) => (
          <DifferenceChoice
            key={difference.field}
            resource={resource}
            difference={difference}
            side={sides.get(difference.field) ?? 'mine'}
            onChoose={(side) => choose(side, difference.field)}
          />
        ))}
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={() => onDecide('later')}>
          {translate('targeting.merge.back')}
        </Button>
        <Button variant="contained" onClick={save}>
          {translate(`targeting.merge.${isAllTheirs ? 'takeTheirs' : 'save'}`)}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Saved({ current }: { current: Stale['current'] }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { updated_by: author, updated_at: at, version } = current;
  const when = typeof at === 'string' ? ago(at, Date.now(), locale) : '';
  return (
    <Typography variant="body2">
      {translate(`targeting.merge.${author ? 'savedBy' : 'saved'}`, {
        author: author as string,
        when,
        version,
      })}
    </Typography>
  );
}
