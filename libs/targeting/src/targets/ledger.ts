import type { CompiledPlan } from './compiled-plan.js';
import type { Ledger } from './ledger.dto.js';

/** The counts of a ledger, as columns of one row over the flags. */
export function ledgerColumns(plan: CompiledPlan): string {
  const { sourceFlags, exclusionFlags, included } = plan;
  const any = `(${sourceFlags.join(' OR ')})`;
  const columns = [
    ...sourceFlags.flatMap((flag, position) => {
      const others = sourceFlags.filter((other) => other !== flag);
      const only = others.length === 0 ? flag : `${flag} AND NOT (${others.join(' OR ')})`;
      return [count(flag, `s${position}_count`), count(only, `s${position}_only`)];
    }),
    count(any, 'distinct_count'),
    count(included, 'included'),
    ...exclusionFlags.flatMap((flag, position) => [
      count(`${included} AND ${flag}`, `x${position}_alone`),
      count(`${included} AND ${plan.firstExclusion} = ${position}`, `x${position}_removed`),
    ]),
    count(`${included} AND ${plan.firstExclusion} IS NULL`, 'final'),
  ];
  return columns.join(', ');
}

const count = (condition: string, name: string) => `count(*) FILTER (WHERE ${condition})::int AS ${name}`;

/**
 * The ledger of the counted row.
 * @throws Error when it does not add up: then a number would be shown that is not the number sent
 */
export function ledgerOf({ plan }: CompiledPlan, row: Readonly<Record<string, number>>): Ledger {
  const at = (name: string) => row[name]!;
  const sources = plan.sources.map(({ kind, id, name }, position) => ({
    kind,
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    count: at(`s${position}_count`),
    only_here: at(`s${position}_only`),
  }));
  const exclusions = plan.exclusions.map(({ kind, id, name, withinDays, campaigns }, position) => ({
    kind,
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    ...(withinDays !== undefined && { within_days: withinDays }),
    ...(campaigns !== undefined && { campaigns: [...campaigns] }),
    alone: at(`x${position}_alone`),
    removed: at(`x${position}_removed`),
  }));
  const ledger: Ledger = {
    sources,
    overlap: sum(sources.map((source) => source.count)) - at('distinct_count'),
    not_in_all: at('distinct_count') - at('included'),
    included: at('included'),
    exclusions,
    excluded: sum(exclusions.map((exclusion) => exclusion.removed)),
    final: at('final'),
  };
  if (ledger.included - ledger.excluded !== ledger.final) throw new Error('The ledger does not add up.');
  return ledger;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
