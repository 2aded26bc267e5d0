import { Box } from '@mui/material';
import { useContext } from 'react';
import { HintLine } from '../../hints/HintLine.js';
import { useHintWords } from '../../hints/use-hint-words.js';
import { LiveContext } from './LiveContext.js';

/** What is perhaps not meant with a line of the builder, at the line. */
export function LineHint({ path }: { path: string }) {
  const live = useContext(LiveContext);
  const wordsOf = useHintWords();
  if (!live) return null;
  const warnings = live.error === undefined ? live.answer?.warnings : undefined;
  const own = warnings?.filter((warning) => warning.path === path) ?? [];
  return (
    <Box sx={{ position: 'relative', width: 1, height: 20 }}>
      <HintLine messages={own.map(wordsOf)} isCurrent={live.isCurrent} />
    </Box>
  );
}

/** For inputs that know their places. */
export const lineHint = (path: string) => <LineHint path={path} />;
