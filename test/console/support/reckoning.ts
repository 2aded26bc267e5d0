/** Some customers, under the name that a line of the ledger has on the screen. */
export interface Group {
  line: string;
  who: readonly number[];
}

/** What an audience comes to. */
export interface Reckoning {
  sources: { line: string; count: number; only_here: number }[];
  overlap: number;
  included: number;
  exclusions: { line: string; alone: number; removed: number }[];
  excluded: number;
  final: number;
  /** The numbers of those who get it. */
  who: number[];
}

/** By counting heads, one customer after the other: shares nothing with what is tested. */
export function reckon(sources: readonly Group[], exclusions: readonly Group[]): Reckoning {
  const into = new Map<number, string[]>();
  for (const { line, who } of sources) for (const one of who) into.set(one, [...(into.get(one) ?? []), line]);
  const reasons = [...into.keys()].map((one) =>
    exclusions.filter(({ who }) => who.includes(one)).map(({ line }) => line),
  );
  const who = [...into.keys()].filter((one) => !exclusions.some((group) => group.who.includes(one)));
  return {
    sources: sources.map(({ line, who: own }) => ({
      line,
      count: own.length,
      only_here: [...into.values()].filter((lines) => lines.join() === line).length,
    })),
    overlap: [...into.values()].reduce((sum, lines) => sum + lines.length - 1, 0),
    included: into.size,
    exclusions: exclusions.map(({ line }) => ({
      line,
      alone: reasons.filter((lines) => lines.includes(line)).length,
      removed: reasons.filter(([first]) => first === line).length,
    })),
    excluded: into.size - who.length,
    final: who.length,
    who: who.toSorted((a, b) => a - b),
  };
}

/** Lines of the ledger as people read them. */
export const inSegment = (name: string, who: readonly number[]): Group => ({ line: `In “${name}”`, who });
export const onList = (name: string, who: readonly number[]): Group => ({
  line: `On the list “${name}”`,
  who,
});
export const fromList = (name: string, who: readonly number[]): Group => ({ line: `${name} (list)`, who });
export const pickedByHand = (who: readonly number[]): Group => ({ line: 'Customers by hand', who });
export const leftOutByHand = (who: readonly number[]): Group => ({ line: 'Left out by hand', who });
export const unsubscribed = (who: readonly number[]): Group => ({ line: 'Unsubscribed or never asked', who });

export const number = (value: number) => value.toLocaleString('en');
export const customers = (count: number) => `${number(count)} ${count === 1 ? 'customer' : 'customers'}`;

/** The table that it should be: what each line is called, what is noted below it, and its number with its sign. */
export function rowsOf({ sources, overlap, included, exclusions, excluded, final }: Reckoning): string[] {
  const row = (line: string, note: string | false, amount: string) =>
    [note ? `${line} / ${note}` : line, amount].join(' = ');
  const minus = (amount: number) => (amount === 0 ? '0' : `−${number(amount)}`);
  return [
    ...sources.map(({ line, count, only_here: own }, index) =>
      row(
        line,
        sources.length > 1 && `${number(own)} only here`,
        `${index > 0 && count > 0 ? '+' : ''}${number(count)}`,
      ),
    ),
    ...(overlap > 0 ? [row('In several of these, counted once', false, minus(overlap))] : []),
    ...(exclusions.length > 0 ? [row('Included', false, number(included))] : []),
    ...exclusions.map(({ line, alone, removed }) =>
      row(line, alone !== removed && `${number(alone)} by itself`, minus(removed)),
    ),
    row('Final', exclusions.length > 1 && `${number(excluded)} left out`, number(final)),
  ];
}
