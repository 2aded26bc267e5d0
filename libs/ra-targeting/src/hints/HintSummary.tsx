import TipsAndUpdatesOutlined from '@mui/icons-material/TipsAndUpdatesOutlined';
import { Box, Link, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Fault } from '../data-provider/types.js';
import { onlyHeard } from '../ui/only-heard.js';
import { goToPlace } from './go-to-place.js';
import { useHintWords } from './use-hint-words.js';

interface HintSummaryProps {
  warnings: readonly Fault[];
  isCurrent: boolean;
  /** A place in words, where there is a form beside that says the hint at it, as far as there is room. */
  placeOf?: (path: string) => string;
}

/** That there are hints, and the way to each; said once they are settled. */
export function HintSummary({ warnings, isCurrent, placeOf }: HintSummaryProps) {
  const translate = useTranslate();
  const wordsOf = useHintWords();
  const messages = warnings.map(wordsOf).join(' ');
  return (
    <>
      <Box role="status" sx={onlyHeard}>
        {isCurrent &&
          warnings.length > 0 &&
          translate('targeting.hints.said', { smart_count: warnings.length, messages })}
      </Box>
      {warnings.length > 0 && (
        <Box
          component="section"
          aria-label={translate('targeting.hints.title')}
          sx={{
            display: 'flex',
            gap: 1,
            p: 1.25,
            borderRadius: 1,
            border: 1,
            borderColor: 'divider',
            // What is being asked anew keeps its place, and is not said.
            visibility: isCurrent ? 'visible' : 'hidden',
          }}
        >
          <TipsAndUpdatesOutlined aria-hidden sx={{ fontSize: 18, mt: '2px', color: 'info.main' }} />
          <Box sx={{ minWidth: 0 }}>
            <Typography variant="body2" component="h3" sx={{ fontWeight: 600 }}>
              {translate('targeting.hints.title')}
            </Typography>
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {warnings.map((warning) => (
                <Hint key={`${warning.path} ${warning.code}`} warning={warning} placeOf={placeOf} />
              ))}
            </Box>
          </Box>
        </Box>
      )}
    </>
  );
}

function Hint({ warning, placeOf }: { warning: Fault } & Pick<HintSummaryProps, 'placeOf'>) {
  const translate = useTranslate();
  const { path } = warning;
  const message = useHintWords()(warning);
  const place = placeOf?.(path);
  return (
    <Box component="li" sx={{ mt: 0.25, fontSize: '0.8125rem', overflowWrap: 'anywhere' }}>
      {place !== undefined && (
        <Link
          component="button"
          type="button"
          variant="caption"
          aria-label={translate('targeting.hints.goTo', { place })}
          onClick={() => goToPlace(path)}
          sx={{ textAlign: 'left' }}
        >
          {place}
        </Link>
      )}
      <div>{message}</div>
    </Box>
  );
}
