import TipsAndUpdatesOutlined from '@mui/icons-material/TipsAndUpdatesOutlined';
import { Box, Tooltip, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useHintWords } from '../hints/use-hint-words.js';
import { useBuilder } from './BuilderContext.js';
import { faultsAt, faultsWithin } from './read-tree.js';
import { keyOf } from './tree/identity.js';
import { type Path, pathText } from './tree/path.js';
import { isGroup, type WireNode } from './tree/wire.js';

/** Below a rule this much is always free: nothing moves when a hint comes or goes. */
export const HINT_HEIGHT = '24px';

interface RuleHintProps {
  rule: WireNode;
  path: Path;
}

/**
 * What is perhaps not meant with a rule, on the free line below it, as far as it has room: all of it on pointing, and beside the
 * count. A folded group says that there is something in it.
 */
export function RuleHint({ rule, path }: RuleHintProps) {
  const translate = useTranslate();
  const wordsOf = useHintWords();
  const { hints, faults, folded } = useBuilder();
  const isFolded = isGroup(rule) && folded.has(keyOf(rule));
  const own = (isFolded ? faultsWithin : faultsAt)(hints.warnings, pathText(path));
  // What is wrong comes first: until it is mended nothing else is known.
  if (own.length === 0 || faults.length > 0) return null;
  const messages = isFolded ? [translate('targeting.hints.inside')] : own.map(wordsOf);
  const text = [...new Set(messages)].join(' ');
  return (
    <Tooltip describeChild title={text} enterTouchDelay={0}>
      <Box data-hint sx={{ ...line, visibility: hints.isCurrent ? 'visible' : 'hidden' }}>
        <TipsAndUpdatesOutlined aria-hidden sx={{ fontSize: 16, color: 'info.main' }} />
        <Typography noWrap variant="caption" color="textSecondary">
          {text}
        </Typography>
      </Box>
    </Tooltip>
  );
}

/** Beside the word that joins the rule to the next. */
const line = {
  position: 'absolute',
  zIndex: 1,
  top: '100%',
  left: '40px',
  right: 0,
  height: HINT_HEIGHT,
  display: 'flex',
  alignItems: 'center',
  gap: 0.75,
} as const;
