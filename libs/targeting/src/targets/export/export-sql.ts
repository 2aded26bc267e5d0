import { quoteIdentifier, quoteLiteral, quoteTable } from '../../rules/index.js';
import type { CompiledPlan } from '../compiled-plan.js';
import { bringsInSql, sourceName } from '../plan.js';

/** Statement that writes the members of a plan as CSV, by key. The plan is compiled with literals: COPY takes no parameters. */
export function exportSql(plan: CompiledPlan, withSources: boolean): string {
  const { customer, key } = plan;
  const column = (name: string) => `c.${quoteIdentifier(name)}::text`;
  const columns = [
    customer.keyType === 'text' ? `${harmless(`${key}::text`)} AS id` : `${key} AS id`,
    `${harmless(column(customer.nameColumn))} AS name`,
    `${harmless(column(customer.emailColumn))} AS email`,
    ...(withSources ? [`${sourcesSql(plan)} AS sources`] : []),
  ];
  return `COPY (SELECT ${columns.join(', ')} FROM ${quoteTable(customer.table)} c WHERE ${plan.memberFilter()} ORDER BY ${key})
    TO STDOUT (FORMAT csv, HEADER, ENCODING 'UTF8')`;
}

/**
 * As `csvLine` does: a spreadsheet must not take a cell for a formula. The characters are = + - @, tab and carriage return.
 * Most texts begin with a letter, behind all of these: to ask that first saves half the time.
 */
const harmless = (text: string) =>
  `CASE WHEN ascii(${text}) > 64 THEN ${text}
    WHEN ascii(${text}) IN (61, 43, 45, 64, 9, 13) THEN '''' || ${text} ELSE ${text} END`;

/** `segment:1 list:2` */
function sourcesSql(plan: CompiledPlan): string {
  const names = plan.plan.sources.map((source) => quoteLiteral(sourceName(source)));
  // The only source has brought in whoever is a member.
  if (names.length === 1) return names[0]!;
  const cases = bringsInSql(plan.plan, plan.sources).map(
    (condition, position) => `CASE WHEN ${condition} THEN ${names[position]} END`,
  );
  return `concat_ws(' ', ${cases.join(', ')})`;
}
