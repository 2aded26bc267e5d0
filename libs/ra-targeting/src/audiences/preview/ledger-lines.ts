import type { Ledger, LedgerExclusion, LedgerSource } from '../../data-provider/types.js';

export type LineTone = 'source' | 'merge' | 'exclusion' | 'total';

/** A line of the sum: what it adds or takes away, and the part of the waterfall between `from` and `to`. */
export interface LedgerLine {
  key: string;
  tone: LineTone;
  /** Message key below `targeting.ledger`. */
  label: string;
  args?: Record<string, unknown>;
  amount: number;
  from: number;
  to: number;
  /** Message key, with the number it says, of what else is known about the line. */
  note?: { label: string; count: number };
}

type Change = Pick<LedgerLine, 'key' | 'tone' | 'label' | 'args' | 'amount' | 'note'>;

/** The ledger as the lines of a sum that adds up from top to bottom. */
export function ledgerLines(ledger: Ledger): LedgerLine[] {
  const several = ledger.sources.length > 1;
  const sources = ledger.sources.map((source, index) => sourceLine(source, index, several));
  const merges = [
    minus('overlap', 'merge', ledger.overlap),
    minus('not_in_all', 'merge', ledger.not_in_all),
  ].filter(({ amount }) => amount !== 0);
  const exclusions = ledger.exclusions.map(exclusionLine);
  const final: LedgerLine = {
    ...total('final', ledger.final),
    ...(exclusions.length > 1 && { note: { label: 'excluded', count: ledger.excluded } }),
  };
  if (exclusions.length === 0) return [...running([...sources, ...merges]), final];
  const changes = running([...sources, ...merges]);
  return [...changes, total('included', ledger.included), ...running(exclusions, ledger.included), final];
}

/** The highest point of the waterfall. */
export const ledgerHeight = (lines: readonly LedgerLine[]): number =>
  Math.max(1, ...lines.map(({ from, to }) => Math.max(from, to)));

function running(changes: readonly Change[], start = 0): LedgerLine[] {
  let level = start;
  return changes.map((change) => {
    const from = level;
    level += change.amount;
    return { ...change, from, to: level };
  });
}

const total = (label: string, amount: number): LedgerLine => ({
  key: label,
  tone: 'total',
  label,
  amount,
  from: 0,
  to: amount,
});

const minus = (label: string, tone: LineTone, amount: number): Change => ({
  key: label,
  tone,
  label,
  amount: 0 - amount,
});

const sourceLine = (source: LedgerSource, index: number, several: boolean): Change => ({
  key: `source-${index}`,
  tone: 'source',
  label: `source.${source.kind}`,
  args: { name: source.name },
  amount: source.count,
  ...(several && { note: { label: 'only_here', count: source.only_here } }),
});

function exclusionLine(exclusion: LedgerExclusion, index: number): Change {
  const { kind, name, within_days: days, campaigns, alone, removed } = exclusion;
  const contacted = campaigns ? 'contacted_campaigns' : 'contacted_days';
  return {
    key: `exclusion-${index}`,
    tone: 'exclusion',
    label: `exclusion.${kind === 'contacted' ? contacted : kind}`,
    args: { name, smart_count: days ?? campaigns?.length ?? 0 },
    amount: 0 - removed,
    ...(alone !== removed && { note: { label: 'alone', count: alone } }),
  };
}
