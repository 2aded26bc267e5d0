import { useTranslate } from 'react-admin';
import { HintText } from '../hints/HintText.js';
import { useHintWords } from '../hints/use-hint-words.js';
import { useBuilder } from './BuilderContext.js';
import { faultsAt, faultsWithin } from './read-tree.js';
import { type Path, pathText } from './tree/path.js';

interface RuleHintProps {
  path: Path;
  /** Then the group says that there is something in it. */
  isFolded?: boolean;
}

/** What is perhaps not meant with a rule, at the rule. */
export function RuleHint({ path, isFolded }: RuleHintProps) {
  const translate = useTranslate();
  const wordsOf = useHintWords();
  const { hints, faults } = useBuilder();
  const own = (isFolded ? faultsWithin : faultsAt)(hints.warnings, pathText(path));
  // What is wrong comes first: until it is mended nothing else is known.
  if (own.length === 0 || faults.length > 0) return null;
  const messages = isFolded ? [translate('targeting.hints.inside')] : own.map(wordsOf);
  return <HintText messages={messages} isCurrent={hints.isCurrent} />;
}
