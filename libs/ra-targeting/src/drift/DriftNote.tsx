import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useLocaleState, useTranslate } from 'react-admin';
import type { Drift } from '../data-provider/snapshot-methods.js';
import type { Person } from '../data-provider/types.js';
import { MovedNumbers } from '../moved/MovedNumbers.js';
import { MovedPeople } from '../moved/MovedPeople.js';
import { useNumber } from '../ui/use-number.js';
import { ago, instantInFull } from '../ui/when.js';
import { Unfold } from '../ui/Unfold.js';

interface DriftNoteProps {
  drift: Drift;
  isSent?: boolean;
  /** Whether who moved is shown from the beginning. */
  isOpen?: boolean;
  onExplain?: (person: Person) => void;
  /** What can be done about it. */
  children?: ReactNode;
}

/** “Reviewed 12,410, now 12,398: +3 −15”, with the people behind each. Nothing before the first review. */
export function DriftNote({ drift, isSent = false, isOpen = false, onExplain, children }: DriftNoteProps) {
  const translate = useTranslate();
  const number = useNumber();
  const { reviewed, now, entered, left } = drift;
  if (!reviewed) return null;
  const hasMoved = entered > 0 || left > 0;
  return (
    <Box role="status" aria-label={translate('targeting.drift.title')}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5, rowGap: 0.25, alignItems: 'baseline' }}>
        <Reviewed reviewed={reviewed} />
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {translate(`targeting.drift.${isSent ? 'sent' : 'now'}`, { count: number(now.count) })}
        </Typography>
        {hasMoved && (
          <Typography variant="body2" component="span">
            <MovedNumbers movement={drift} />
          </Typography>
        )}
      </Box>
      {!hasMoved && (
        <Typography variant="caption" color="textSecondary">
          {translate(`targeting.drift.${isSent ? 'unmovedSent' : 'unmoved'}`)}
        </Typography>
      )}
      {hasMoved && (
        <Unfold label={translate('targeting.drift.who')} isOpen={isOpen} beside={children}>
          <MovedPeople movement={drift} onExplain={onExplain} />
        </Unfold>
      )}
    </Box>
  );
}

function Reviewed({ reviewed: { count, at, by } }: { reviewed: NonNullable<Drift['reviewed']> }) {
  const translate = useTranslate();
  const number = useNumber();
  const [locale] = useLocaleState();
  return (
    <Typography variant="body2" color="textSecondary" title={instantInFull(at, locale)}>
      {translate(`targeting.drift.${by === null ? 'reviewed' : 'reviewedBy'}`, {
        count: number(count),
        when: ago(at, Date.now(), locale),
        by,
      })}
    </Typography>
  );
}
