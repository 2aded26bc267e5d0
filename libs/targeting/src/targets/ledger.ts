import type { CompiledPlan } from './compiled-plan.js';
import type { Ledger } from './ledger.dto.js';
import type { Plan } from './plan.js';

/** The counts of a ledger, as columns of one row over `alike`. */
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

const count = (condition: string, name: string) =>
  `coalesce(sum(customers) FILTER (WHERE ${condition}), 0)::int AS ${name}`;

/** What is counted of a plan, each in the order of the plan. */
export interface LedgerNumbers {
  readonly sources: readonly { count: number; onlyHere: number }[];
  /** In any source. */
  readonly distinct: number;
  /** Brought in. */
  readonly included: number;
  readonly exclusions: readonly { alone: number; removed: number }[];
  readonly final: number;
}

/** The numbers of a row of `ledgerColumns`. */
export function numbersOfRow(plan: Plan, row: Readonly<Record<string, number>>): LedgerNumbers {
  const at = (name: string) => row[name]!;
  return {
    sources: plan.sources.map((_, n) => ({ count: at(`s${n}_count`), onlyHere: at(`s${n}_only`) })),
    distinct: at('distinct_count'),
    included: at('included'),
    exclusions: plan.exclusions.map((_, n) => ({ alone: at(`x${n}_alone`), removed: at(`x${n}_removed`) })),
    final: at('final'),
  };
}

/**
 * The ledger of what was counted.
 * @throws Error when it does not add up: then a number would be shown that is not the number sent
 */
export function ledgerOf(plan: Plan, numbers: LedgerNumbers): Ledger {
  const sources = plan.sources.map(({ kind, id, name }, position) => ({
    kind,
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    count: numbers.sources[position]!.count,
    only_here: numbers.sources[position]!.onlyHere,
  }));
  const exclusions = plan.exclusions.map(({ kind, id, name, withinDays, campaigns }, position) => ({
    kind,
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    ...(withinDays !== undefined && { within_days: withinDays }),
    ...(campaigns !== undefined && { campaigns: [...campaigns] }),
    ...numbers.exclusions[position]!,
  }));
  const { distinct, included, final } = numbers;
  const ledger: Ledger = {
    sources,
    overlap: sum(sources.map((source) => source.count)) - distinct,
    not_in_all: distinct - included,
    included,
    exclusions,
    excluded: sum(exclusions.map((exclusion) => exclusion.removed)),
    final,
  };
  if (ledger.included - ledger.excluded !== ledger.final) throw new Error('The ledger does not add up.');
  return ledger;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
