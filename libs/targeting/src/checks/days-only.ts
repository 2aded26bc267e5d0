import type { View } from '../host/consistent-read.js';
import { type Field, type FieldRule, type Group, quoteTable, type Rule, SqlWriter } from '../rules/index.js';
import { asksTimeOfDay, windowWithoutTime } from '../rules/checks/timeless-windows.js';
import { isJson, textSql } from '../rules/read.js';
import type { WarningResponse } from './warning.dto.js';

/**
 * Rules that ask hours or minutes of a key of a JSON object in which nobody has a time of day. Where that is right to ask, the first
 * value that has one ends the search.
 */
export async function daysOnlyWarnings(tree: Group, view: View): Promise<WarningResponse[]> {
  const found: WarningResponse[] = [];
  for (const rule of timesAsked(tree))
    if (await holdsDaysOnly(rule.field, view)) found.push(windowWithoutTime(rule, view.moment));
  return found;
}

function timesAsked(rule: Rule): FieldRule[] {
  if (rule.kind === 'group') return rule.rules.flatMap(timesAsked);
  return rule.kind === 'field' && isJson(rule.field) && asksTimeOfDay(rule) ? [rule] : [];
}

async function holdsDaysOnly(field: Field, { catalogue: { customer }, manager }: View): Promise<boolean> {
  const writer = new SqlWriter();
  const value = textSql({ field, alias: 'c', writer });
  const exists = (condition: string) =>
    `EXISTS (SELECT FROM ${quoteTable(customer.table)} c WHERE ${value} ${condition})`;
  const [{ days }] = await manager.query<[{ days: boolean }]>(
    `SELECT NOT ${exists(`LIKE '%T%'`)} AND ${exists(`~ '^\\d{4}-\\d{2}-\\d{2}$'`)} AS days`,
    writer.params,
  );
  return days;
}
