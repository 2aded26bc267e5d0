import { createContext, useContext } from 'react';
import type { AudiencePreview, LedgerExclusion, LedgerSource } from '../../data-provider/types.js';
import type { LiveAnswer } from '../../ui/use-live-answer.js';

/** The preview of the audience that is being built, for every part of the form that shows a number of it. */
export const LiveContext = createContext<LiveAnswer<AudiencePreview> | undefined>(undefined);

/** The line of the ledger about a source; nothing while there is no answer to the question as it stands. */
export function useSourceLine(kind: LedgerSource['kind'], id?: number | string): LedgerSource | undefined {
  const live = useContext(LiveContext);
  if (!live?.isCurrent) return undefined;
  return live.answer?.ledger.sources.find((line) => line.kind === kind && isAbout(line, id));
}

export function useExclusionLine(
  kind: LedgerExclusion['kind'],
  id?: number | string,
): LedgerExclusion | undefined {
  const live = useContext(LiveContext);
  if (!live?.isCurrent) return undefined;
  return live.answer?.ledger.exclusions.find((line) => line.kind === kind && isAbout(line, id));
}

const isAbout = (line: { id?: number }, id?: number | string) =>
  id === undefined || String(line.id) === String(id);
