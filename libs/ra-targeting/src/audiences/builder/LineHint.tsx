import { useContext } from 'react';
import { HintText } from '../../hints/HintText.js';
import { useHintWords } from '../../hints/use-hint-words.js';
import { LiveContext } from './LiveContext.js';

/** What is perhaps not meant with a line of the builder, at the line. */
export function LineHint({ path }: { path: string }) {
  const live = useContext(LiveContext);
  const wordsOf = useHintWords();
  if (!live) return null;
  const warnings = live.error === undefined ? live.answer?.warnings : undefined;
  const own = warnings?.filter((warning) => warning.path === path) ?? [];
  return <HintText messages={own.map(wordsOf)} isCurrent={live.isCurrent} />;
}

/** For inputs that know their places. */
export const lineHint = (path: string) => <LineHint path={path} />;
