import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import { HintLine } from '../hints/HintLine.js';
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
  return (
    <Box sx={below}>
      <HintLine messages={messages} isCurrent={hints.isCurrent} />
    </Box>
  );
}

/** Beside the word that joins the rule to the next. */
const below = {
  position: 'absolute',
  zIndex: 1,
  top: '100%',
  left: '40px',
  right: 0,
  height: HINT_HEIGHT,
} as const;
