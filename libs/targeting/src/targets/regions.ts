import type { View } from '../host/consistent-read.js';
import type { Rule } from '../rules/index.js';
import { CompiledPlan } from './compiled-plan.js';

/** How many are in exactly these of some rules, by position, and in none of the others. */
export interface Region {
  readonly in: readonly number[];
  readonly count: number;
}

/** How many a rule holds for, and how many of them another holds for, too. */
export interface Shared {
  readonly count: number;
  readonly both: number;
}

/** A statement can have so many columns only. */
const mostAtOnce = 200;

/** The region of a customer as a number: a bit for each rule, the first the lowest. */
export const regionOf = (mask: number, count: number): Region => ({
  in: [...Array(32).keys()].filter((position) => (mask >>> position) & 1),
  count,
});

/** In one statement, over one pass of the customers. */
export async function countRegions(rules: readonly Rule[], view: View): Promise<Region[]> {
  const compiled = compileTogether(rules, view);
  const bits = compiled.sourceFlags.map(
    (flag, position) => `CASE WHEN ${flag} THEN ${2 ** position} ELSE 0 END`,
  );
  const rows = await view.manager.query<{ mask: number; count: number }[]>(
    `SELECT ${bits.join(' + ')} AS mask, count(*)::int AS count FROM (${compiled.flags}) f GROUP BY 1 ORDER BY 1`,
    compiled.writer.params,
  );
  return rows.map(({ mask, count }) => regionOf(mask, count));
}

/** In one pass of the customers for many rules at a time. */
export async function countShared(rule: Rule, others: readonly Rule[], view: View): Promise<Shared[]> {
  const found: Shared[] = [];
  for (let first = 0; first < others.length; first += mostAtOnce) {
    const compiled = compileTogether([rule, ...others.slice(first, first + mostAtOnce)], view);
    const [own, ...flags] = compiled.sourceFlags;
    const columns = flags.map(
      (flag) =>
        `jsonb_build_object('count', count(*) FILTER (WHERE ${flag}), 'both', count(*) FILTER (WHERE ${own} AND ${flag}))`,
    );
    const [row] = await view.manager.query<{ counts: Shared[] }[]>(
      `SELECT jsonb_build_array(${columns.join(', ')}) AS counts FROM (${compiled.flags}) f`,
      compiled.writer.params,
    );
    found.push(...row!.counts);
  }
  return found;
}

const compileTogether = (rules: readonly Rule[], view: View): CompiledPlan =>
  new CompiledPlan(
    { logic: 'OR', sources: rules.map((rule) => ({ kind: 'segment', rule })), exclusions: [] },
    view,
  );
