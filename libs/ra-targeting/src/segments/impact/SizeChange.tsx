import { Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Impact } from '../../data-provider/history-types.js';
import { useNumber } from '../../ui/use-number.js';

/** How many there are, and how many there would be. */
export function SizeChange({ impact: { before, after } }: { impact: Impact }) {
  const translate = useTranslate();
  const number = useNumber();
  return (
    <Typography sx={{ fontSize: '1.5rem', fontWeight: 650, letterSpacing: '-0.02em' }}>
      {translate('targeting.impact.size', {
        before: before === null ? '–' : number(before),
        after: number(after),
      })}
    </Typography>
  );
}
