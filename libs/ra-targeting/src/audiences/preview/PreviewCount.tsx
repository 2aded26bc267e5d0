import { Box, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { LiveAnswer } from '../../ui/use-live-answer.js';
import { onlyHeard } from '../../ui/only-heard.js';
import { useNumber } from '../../ui/use-number.js';

type Counted = { count: number; as_of: string; took_ms: number };

/** The number; while it is being counted anew the one before is pale and not said, and after a failure there is none. */
export function PreviewCount({ live }: { live: LiveAnswer<Counted> }) {
  const translate = useTranslate();
  const number = useNumber();
  const { answer, isCurrent, error } = live;
  return (
    <div>
      <Typography variant="body2" component="h2" color="textSecondary">
        {translate('targeting.reach.title')}
      </Typography>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1, minHeight: '3rem', flexWrap: 'wrap' }}>
        <Typography
          component="span"
          data-testid="preview-count"
          data-current={isCurrent}
          aria-hidden={!isCurrent || undefined}
          sx={{
            fontSize: '2.25rem',
            fontWeight: 650,
            letterSpacing: '-0.02em',
            opacity: isCurrent ? 1 : 0.35,
          }}
        >
          {answer && error === undefined ? number(answer.count) : '–'}
        </Typography>
        <Typography component="span" color="textSecondary">
          {translate('targeting.reach.receive', { smart_count: answer?.count ?? 0 })}
        </Typography>
      </Box>
      <Age live={live} />
      {/* Said when it is settled, not at every key stroke. */}
      <Box role="status" aria-live="polite" sx={onlyHeard}>
        {isCurrent &&
          answer &&
          translate('targeting.reach.said', { smart_count: answer.count, count: number(answer.count) })}
        {error !== undefined && translate('targeting.reach.failed')}
      </Box>
    </div>
  );
}

function Age({ live: { answer, isCurrent, isAsking } }: { live: LiveAnswer<Counted> }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const time = answer && new Date(answer.as_of).toLocaleTimeString(locale);
  return (
    <Typography variant="caption" color="textSecondary" sx={{ display: 'block', minHeight: '1.45em' }}>
      {isAsking && translate('targeting.reach.asking')}
      {isCurrent &&
        answer &&
        translate('targeting.reach.counted', { time, took: Math.round(answer.took_ms) })}
    </Typography>
  );
}
